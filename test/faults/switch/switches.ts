/**
 * Protections that a test can take away. A switch names one place of the source and the text that stands there without the protection; the loaders of the tests
 * put it in when `MOTCUA_SWITCH_OFF` names it. The product itself holds no such flag, so nobody can switch anything off at a desk.
 */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import * as z from 'zod';

export const Switch = z.strictObject({
  name: z.string().regex(/^[a-z0-9-]+$/u),
  /** What stands behind the protection, one sentence. */
  promise: z.string().min(1),
  /** Source file from the project's root; `find` occurs in it exactly once. */
  file: z.string(),
  find: z.string().min(1),
  replace: z.string(),
  /** The test that is red without it, and which of its tests (vitest's `-t`) where not all are. */
  test: z.string(),
  pattern: z.string().optional(),
});
export type Switch = z.infer<typeof Switch>;

export const root = join(import.meta.dirname, '../../..');
const folder = join(root, 'test/faults/switches');

/** Every switch there is, by file name. Throws when a file is none or a name is taken twice. */
export function allSwitches(): readonly Switch[] {
  const found = readdirSync(folder)
    .sort()
    .flatMap((file) => z.array(Switch).parse(JSON.parse(readFileSync(join(folder, file), 'utf8'))));
  const names = found.map(({ name }) => name);
  const twice = names.find((name, index) => names.indexOf(name) !== index);
  if (twice !== undefined) throw new Error(`Two switches are called ${twice}`);
  return found;
}

/** How a source text is changed by the switches `names` (as in the environment: separated by commas) that lie in it. */
export function sourceChanger(names: string): (url: string, source: string) => string {
  const wanted = names.split(',').filter((name) => name !== '');
  const switches = allSwitches();
  const off = wanted.map((name) => {
    const found = switches.find((one) => one.name === name);
    if (found === undefined) throw new Error(`There is no switch ${name}`);
    return { ...found, url: pathToFileURL(join(root, found.file)).href };
  });
  return (url, source) =>
    off
      .filter((one) => url === one.url)
      .reduce((text, { name, find, replace }) => {
        const parts = text.split(find);
        if (parts.length !== 2) throw new Error(`${name}: its text occurs ${String(parts.length - 1)} times`);
        return parts.join(replace);
      }, source);
}
