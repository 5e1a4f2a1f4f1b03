import { electronBinary } from '../../../build/electron-binary.ts';
import { root } from './root.ts';

export type ElectronProject =
  { readonly binary: string; readonly whyNot: undefined } | { readonly binary: undefined; readonly whyNot: string };

/** The Electron binary to drive, or why there is none. Throws where `ELECTRON_REQUIRED=1` says that it must be tried. */
export function electronOrWhyNot(env: NodeJS.ProcessEnv = process.env): ElectronProject {
  const binary = electronBinary(root, env);
  if (binary !== undefined) return { binary, whyNot: undefined };
  if (env['ELECTRON_REQUIRED'] === '1') throw new Error('ELECTRON_REQUIRED=1 and no Electron binary');
  return { binary: undefined, whyNot: 'no Electron binary' };
}
