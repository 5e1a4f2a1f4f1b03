import { tmpdir } from 'node:os';
import { findBrowser } from '../../../electron/shell/loopback/browser.ts';

export type ChromiumLaunch = {
  readonly executablePath: string;
  readonly chromiumSandbox: boolean;
  readonly args: string[];
  readonly env: NodeJS.ProcessEnv;
};

const mostTmpdirBytes = 60;

/** Chromium puts a socket into its temporary folder, and a socket's path has 107 bytes: in a folder of a longer name it does not start. */
export const shortTmpdir = (): string => (Buffer.byteLength(tmpdir()) > mostTmpdirBytes ? '/tmp' : tmpdir());

/** How the machine's own Chromium is started: it reaches out for nothing by itself, and resolves no name but this machine's. */
export function chromiumLaunch(): ChromiumLaunch {
  const executablePath = findBrowser();
  if (executablePath === undefined) throw new Error("No Chromium in PATH and no MC_BROWSER: install Debian's chromium.");
  return {
    executablePath,
    chromiumSandbox: process.getuid?.() !== 0,
    env: { ...process.env, TMPDIR: shortTmpdir() },
    args: [
      '--disable-gpu',
      '--disable-quic',
      '--no-first-run',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
      '--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1',
    ],
  };
}
