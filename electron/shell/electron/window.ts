import { BrowserWindow, dialog, screen, type WebPreferences } from 'electron';
import { atMost } from '../at-most.ts';
import type { Log } from '../log.ts';
import { faultText, text } from '../text.ts';
import { pageUrl } from './page-files.ts';

/** The session of every window. No `persist:`: blobs, caches and storage stay off the disk. */
export const partition = 'counter';

/** What the screens are drawn for. */
const drawn = { width: 1366, height: 768 } as const;
const unresponsiveMs = 20_000;
const showAnywayMs = 5_000;

const preferences = (preload: string, packaged: boolean): WebPreferences => ({
  partition,
  preload,
  sandbox: true,
  contextIsolation: true,
  nodeIntegration: false,
  webSecurity: true,
  webviewTag: false,
  spellcheck: false,
  navigateOnDragDrop: false,
  disableDialogs: true,
  devTools: !packaged,
});

/**
 * The counter's window, not yet loaded. Shown when it has something to show, at the latest after 5 s. Where taskbar or scale leave less than the
 * screens are drawn for, it takes all there is, and it may be smaller: a window larger than the desk would hide F9 below its edge.
 */
export function openCounter(preload: string, packaged: boolean): BrowserWindow {
  const window = new BrowserWindow({
    name: 'counter',
    windowStatePersistence: true,
    title: text.appName,
    show: false,
    ...drawn,
    minWidth: 900,
    minHeight: 460,
    autoHideMenuBar: true,
    webPreferences: preferences(preload, packaged),
  });
  const { width, height } = screen.getPrimaryDisplay().workAreaSize;
  const show = (): void => {
    if (window.isDestroyed() || window.isVisible()) return;
    if (width <= drawn.width || height <= drawn.height) window.maximize();
    window.show();
  };
  window.once('ready-to-show', show);
  // `ready-to-show` never comes when the page fails: an app nobody sees.
  setTimeout(show, showAnywayMs).unref();
  return window;
}

export type Care = {
  readonly log: Log;
  /** The page cannot be kept alive: `page-keeps-stopping` or `page-not-loaded`. */
  readonly onFault: (code: string) => void;
  /** True once Windows is shutting down: nothing is asked any more. */
  readonly leaving: () => boolean;
};

/** Loads the page and keeps it alive: reloads it when it died, asks before it is closed on an unanswered command. */
export function loadAndCare(window: BrowserWindow, care: Care): void {
  const contents = window.webContents;
  const mayReload = atMost(3, 5 * 60_000, () => performance.now());
  let failedLoads = 0;
  let patience: NodeJS.Timeout | undefined;

  contents.on('render-process-gone', (_event, details) => {
    care.log('page-gone', { reason: details.reason, exitCode: details.exitCode });
    if (details.reason === 'clean-exit') return;
    if (mayReload()) contents.reload();
    else care.onFault('page-keeps-stopping');
  });
  contents.on('did-fail-load', (_event, errorCode, _description, _url, isMainFrame) => {
    // -3: a navigation that our own doors stopped.
    if (!isMainFrame || errorCode === -3) return;
    care.log('page-not-loaded', { errorCode });
    failedLoads += 1;
    // The scheme is now and then not registered yet on the very first load (electron#45342).
    if (failedLoads === 1) load(window, care);
    else care.onFault('page-not-loaded');
  });
  const losePatience = async (): Promise<void> => {
    await askToReload(window);
    patience = undefined;
  };
  window.on('unresponsive', () => {
    patience ??= setTimeout(() => void losePatience(), unresponsiveMs);
  });
  window.on('responsive', () => {
    clearTimeout(patience);
    patience = undefined;
  });
  contents.on('will-prevent-unload', (event) => {
    if (care.leaving() || leaves(window)) event.preventDefault();
  });
  load(window, care);
}

/** `did-fail-load` decides what happens next; here the promise's own rejection is only kept from being unheard. */
function load(window: BrowserWindow, care: Care): void {
  window.loadURL(pageUrl).catch(() => {
    care.log('load-rejected');
    if (!window.isDestroyed()) window.show();
  });
}

function leaves(window: BrowserWindow): boolean {
  return (
    dialog.showMessageBoxSync(window, { message: text.leave, buttons: [text.stay, text.leaveAnyway], defaultId: 0, cancelId: 0 }) === 1
  );
}

async function askToReload(window: BrowserWindow): Promise<void> {
  if (window.isDestroyed()) return;
  const { response } = await dialog.showMessageBox(window, {
    message: text.notAnswering,
    buttons: [text.keepWaiting, text.reload],
    defaultId: 0,
    cancelId: 0,
  });
  if (response === 1 && !window.isDestroyed()) window.webContents.forcefullyCrashRenderer();
}

/** Brings the one window to the front. */
export function focusFirst(): void {
  const [first] = BrowserWindow.getAllWindows();
  if (first === undefined) return;
  if (first.isMinimized()) first.restore();
  first.focus();
}

/** Says what keeps the app from working, once. */
export function sayFault(code: string): void {
  dialog.showErrorBox(text.appName, faultText(code));
}
