/** Builds `out/`: the page, the CommonJS bundles, and what is read as files. */
import { cpSync, existsSync, mkdirSync, readdirSync, rmSync, statSync, utimesSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'vite';
import { oneAtATime } from './one-at-a-time.ts';
import { nodeBundle, nodeBundles, type NodeBundle } from './vite.node.config.ts';
import page from './vite.page.config.ts';

export const root = fileURLToPath(new URL('..', import.meta.url));
const out = join(root, 'out');
const faces = ['400Regular', '400Regular_Italic', '700Bold', '700Bold_Italic'];

export type Target = 'page' | 'bundles';

/** Folders and files whose change makes a target old. */
const sources: Readonly<Record<Target, readonly string[]>> = {
  page: ['renderer', 'shared', 'build', 'package-lock.json'],
  bundles: ['electron', 'shared', 'build', 'package-lock.json'],
};

/** Builds what is older than its sources; answers whether anything was. `onStart` is called before the first build. One process at a time. */
export function make(targets: readonly Target[], onStart: () => void = () => {}): Promise<boolean> {
  return oneAtATime(join(out, '.building'), async () => {
    const old = targets.filter(isOld);
    if (process.platform === 'win32') copyPrinter();
    if (old.length > 0) onStart();
    for (const target of old) await makeOne(target);
    return old.length > 0;
  });
}

async function makeOne(target: Target): Promise<void> {
  // Before the build: a file saved while it runs must be seen next time.
  const startedAt = new Date();
  await (target === 'page' ? build(page) : makeBundles());
  writeFileSync(stamp(target), '');
  utimesSync(stamp(target), startedAt, startedAt);
}

async function makeBundles(): Promise<void> {
  for (const name of Object.keys(nodeBundles) as NodeBundle[]) {
    mkdirSync(dirname(join(out, name)), { recursive: true });
    await build(nodeBundle(name));
  }
  // Read by name beside the bundle, as its source reads it beside itself.
  rmSync(join(out, 'app/register.csv'), { force: true });
  cpSync(join(root, 'electron/app/demo/register.csv'), join(out, 'app/register.csv'));
  copyAll('shared/forms', 'forms', '.typ');
  copyAll('shared/locales', 'locales', '.json');
  for (const face of faces) copyAll(`node_modules/@expo-google-fonts/tinos/${face}`, `fonts/${face}`, '.ttf');
}

/** Windows prints through a program that it starts itself; the packaged app brings it as an extra resource under the same name. */
function copyPrinter(): void {
  const folder = join(root, 'node_modules/pdf-to-printer/dist');
  const program = readdirSync(folder).find((name) => /^SumatraPDF.*\.exe$/u.test(name));
  if (program === undefined) throw new Error('pdf-to-printer brings no SumatraPDF');
  cpSync(join(folder, program), join(out, 'bin/SumatraPDF.exe'));
}

function copyAll(from: string, to: string, ending: string): void {
  const target = join(out, to);
  rmSync(target, { recursive: true, force: true });
  mkdirSync(target, { recursive: true });
  for (const name of readdirSync(join(root, from))) if (name.endsWith(ending)) cpSync(join(root, from, name), join(target, name));
}

const stamp = (target: Target): string => join(out, `.built-${target}`);

function isOld(target: Target): boolean {
  const builtAt = statSync(stamp(target), { throwIfNoEntry: false })?.mtimeMs;
  return builtAt === undefined || sources[target].some((source) => newestIn(join(root, source)) > builtAt);
}

function newestIn(path: string): number {
  if (!existsSync(path)) return 0;
  const stats = statSync(path);
  if (!stats.isDirectory()) return stats.mtimeMs;
  return Math.max(stats.mtimeMs, ...readdirSync(path).map((name) => newestIn(join(path, name))));
}
