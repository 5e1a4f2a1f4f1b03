import { spawn } from 'node:child_process';
import { accessSync, constants } from 'node:fs';
import { delimiter, join } from 'node:path';
import { pathToFileURL } from 'node:url';

const names = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable', 'microsoft-edge'];

/** The first browser of the Chromium family in PATH, or `MC_BROWSER`; undefined when there is none. */
export function findBrowser(env: NodeJS.ProcessEnv = process.env): string | undefined {
  const named = env['MC_BROWSER'];
  if (named !== undefined && named !== '') return named;
  const folders = (env['PATH'] ?? '').split(delimiter).filter((folder) => folder !== '');
  return names.flatMap((name) => folders.map((folder) => join(folder, name))).find(isProgram);
}

/** Whether a window can be shown at all. */
export function hasDisplay(env: NodeJS.ProcessEnv = process.env): boolean {
  if (process.platform !== 'linux') return true;
  return [env['DISPLAY'], env['WAYLAND_DISPLAY']].some((value) => value !== undefined && value !== '');
}

/** The command line of the app window. It names files only, never the token. `root`: Chromium refuses its sandbox to uid 0. */
export function browserArguments(openFile: string, profile: string, root: boolean): readonly string[] {
  return [
    `--user-data-dir=${profile}`,
    `--app=${pathToFileURL(openFile).href}`,
    // Keeps history, form fields and the one-time address in memory: the profile of an ordinary window writes them down every few seconds.
    '--incognito',
    // No dump of a crashed page's memory; Debian's Chromium needs `browserEnvironment` for it as well.
    '--disable-breakpad',
    '--disable-crash-reporter',
    '--window-size=1366,768',
    '--no-first-run',
    '--no-default-browser-check',
    '--disable-sync',
    '--disable-background-networking',
    '--disable-component-update',
    '--disable-quic',
    '--disable-features=Translate,OptimizationHints,MediaRouter',
    '--password-store=basic',
    ...(root ? ['--no-sandbox', '--disable-gpu'] : []),
  ];
}

/** The browser's environment: whatever its switches say, Debian's Chromium keeps dumps of crashed pages, below the user's own settings, unless it finds another place for them that is none. */
export function browserEnvironment(noDumps: string, env: NodeJS.ProcessEnv = process.env): NodeJS.ProcessEnv {
  return { ...env, BREAKPAD_DUMP_LOCATION: noDumps };
}

export type BrowserWindow = { readonly closed: Promise<void>; close(): void };

/** Opens the app window. `closed` resolves when the browser has ended and rejects when it could not be started. */
export function openBrowser(program: string, args: readonly string[], env: NodeJS.ProcessEnv): BrowserWindow {
  const child = spawn(program, args, { stdio: 'ignore', env });
  const closed = new Promise<void>((done, failed) => {
    child.once('error', failed);
    child.once('exit', () => {
      done();
    });
  });
  return {
    closed,
    close: () => {
      child.kill();
    },
  };
}

function isProgram(file: string): boolean {
  try {
    accessSync(file, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
