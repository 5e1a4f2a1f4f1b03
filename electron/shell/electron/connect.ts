import { MessageChannelMain, type BrowserWindow, type WebFrameMain } from 'electron';
import { factsOf } from '#shared/error-facts.ts';
import type { Log } from '../log.ts';
import { ofMain } from '../pipe.ts';
import type { PageName } from '../../app/protocol.ts';
import type { SupervisedApp } from '../supervise.ts';
import { pageOrigin } from './page-files.ts';

/** The page asks, main answers: one private line per load, so a reload cannot inherit a session and nothing races. */
export function connect(window: BrowserWindow, page: PageName, app: SupervisedApp, log: Log): void {
  let hangUp = (): void => {};
  const draw = async (frame: WebFrameMain): Promise<void> => {
    hangUp = await app.line(page, () => {
      // The newest asker has the only line.
      hangUp();
      const channel = new MessageChannelMain();
      // Throws when the page was reloaded meanwhile; the new page asks for itself.
      frame.postMessage('app-port', null, [channel.port1]);
      return ofMain(channel.port2);
    });
  };
  window.webContents.ipc.on('app-port', (event) => {
    // Read at once: later it is null.
    const frame = event.senderFrame;
    if (frame === null || frame.parent !== null || frame.origin !== pageOrigin) return log('port-refused');
    void draw(frame).catch((error: unknown) => {
      log('line-not-opened', factsOf(error));
    });
  });
}
