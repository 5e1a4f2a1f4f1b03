import { existsSync } from 'node:fs';
import { join } from 'node:path';

const runtime = ['vcruntime140.dll', 'vcruntime140_1.dll'].map((name) => join('build', 'vendor', 'vcruntime', name));
/** What the packages' loaders ask for on Windows; `npm` installs it there, and elsewhere only when told (build/vendor/README.md). */
const natives = [
  join('better-sqlite3', 'prebuilds', 'win32-x64.node'),
  join('@node-rs', 'argon2-win32-x64-msvc', 'argon2.win32-x64-msvc.node'),
  join('@myriaddreamin', 'typst-ts-node-compiler-win32-x64-msvc', 'typst-ts-node-compiler.win32-x64-msvc.node'),
].map((name) => join('node_modules', name));

/** Files a release for Windows must bring and that `root` has not: without one of them the installed program would not sign in or not print. */
export function lackingForWindows(root: string): readonly string[] {
  return [...runtime, ...natives].filter((file) => !existsSync(join(root, file)));
}
