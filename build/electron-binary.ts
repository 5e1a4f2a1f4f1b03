import { existsSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';

/**
 * The Electron binary of this checkout, or undefined: `path.txt` names the file under `dist/` or under `ELECTRON_OVERRIDE_DIST_PATH`.
 * Requiring `electron` to ask would start a download.
 */
export function electronBinary(root: string, env: NodeJS.ProcessEnv = process.env): string | undefined {
  const folder = join(root, 'node_modules', 'electron');
  const named = join(folder, 'path.txt');
  if (!existsSync(named)) return undefined;
  const binary = join(env['ELECTRON_OVERRIDE_DIST_PATH'] ?? join(folder, 'dist'), readFileSync(named, 'utf8').trim());
  return statSync(binary, { throwIfNoEntry: false })?.isFile() === true ? binary : undefined;
}
