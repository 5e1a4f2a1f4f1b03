import { join } from 'node:path';
import { pathToFileURL } from 'node:url';

const loader = pathToFileURL(join(import.meta.dirname, 'loader.ts')).href;

/** The environment of a process whose source lacks the protections `names`. With none it is the environment as given. */
export function switchedEnv(names: readonly string[], env: NodeJS.ProcessEnv = process.env): NodeJS.ProcessEnv {
  const own = { ...env };
  delete own['MOTCUA_SWITCH_OFF'];
  if (names.length === 0) return own;
  return { ...own, MOTCUA_SWITCH_OFF: names.join(','), NODE_OPTIONS: `${own['NODE_OPTIONS'] ?? ''} --import ${loader}`.trim() };
}
