/** A data folder that every kill begins from anew, log folder included. */
import { cpSync, mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import type { World } from './looks.ts';

export type Template = { readonly logDir: string; begin(): void };

/** Keeps what is in the data folder and in `logs-apart` beside it; `begin` puts it back. */
export function templateOf({ folder, data }: World): Template {
  const logDir = logDirOf(folder.path);
  const kept = join(folder.path, 'template');
  mkdirSync(logDir, { recursive: true });
  cpSync(data, join(kept, 'data'), { recursive: true });
  cpSync(logDir, join(kept, 'log'), { recursive: true });
  return {
    logDir,
    begin: () => {
      for (const [name, to] of [
        ['data', data],
        ['log', logDir],
      ] as const) {
        rmSync(to, { recursive: true, force: true });
        cpSync(join(kept, name), to, { recursive: true });
      }
    },
  };
}

export const logDirOf = (path: string): string => join(path, 'log-apart');
