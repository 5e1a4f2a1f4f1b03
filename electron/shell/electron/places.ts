import { existsSync } from 'node:fs';
import { join } from 'node:path';

export type Places = {
  /** Built files: `page`, `app`, `paper`, `preload.cjs`. */
  readonly root: string;
  readonly dataDir: string;
  /** Templates and typefaces of the papers; read as bytes from the archive, so the integrity fuse covers them. */
  readonly forms: string;
  readonly fonts: string;
  /** What the system itself must be able to open (`bin`): beside the archive in a packaged app. */
  readonly resources: string;
  /** Papers on their way to the printer: in this user's own profile, which other users of the PC cannot read; the data folder they share. */
  readonly printDir: string;
  readonly keyFile: string;
  /** Windows: Chromium's file with the key behind `safeStorage`. */
  readonly localState: string | undefined;
  readonly logs: string;
  /** Present when the graphics driver was seen failing: Chromium then paints without it. */
  readonly gpuOff: string;
};

/** What is asked of `app` of Electron. */
export type AppPaths = { getAppPath(): string; getPath(name: 'userData' | 'logs'): string; readonly isPackaged: boolean };

/**
 * Where everything is. The data folder: what the command line says, else the one the per-machine installer makes for all Windows
 * users (`%ProgramData%\Mot Cua`), else one of this user.
 */
export function placesOf(app: AppPaths, dataDir: string | undefined, env: NodeJS.ProcessEnv = process.env): Places {
  const userData = app.getPath('userData');
  const root = join(app.getAppPath(), 'out');
  return {
    root,
    dataDir: dataDir ?? sharedFolder(env) ?? join(userData, 'data'),
    forms: join(root, 'forms'),
    fonts: join(root, 'fonts'),
    resources: app.isPackaged ? process.resourcesPath : root,
    printDir: join(userData, 'print'),
    keyFile: join(userData, 'key.bin'),
    localState: process.platform === 'win32' ? join(userData, 'Local State') : undefined,
    logs: app.getPath('logs'),
    gpuOff: join(userData, 'gpu-off'),
  };
}

function sharedFolder(env: NodeJS.ProcessEnv): string | undefined {
  const programData = env['ProgramData'];
  if (process.platform !== 'win32' || programData === undefined) return undefined;
  const folder = join(programData, 'Mot Cua');
  return existsSync(folder) ? folder : undefined;
}
