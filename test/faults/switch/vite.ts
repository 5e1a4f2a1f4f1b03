/** What Vite loads, for the tests themselves and for the pages they look at, without the protections `MOTCUA_SWITCH_OFF` names. */
import { pathToFileURL } from 'node:url';
import type { Plugin } from 'vite';
import { sourceChanger } from './switches.ts';

/** As the environment has them; empty: all are on. */
export const switchedOffNames = process.env['MOTCUA_SWITCH_OFF'] ?? '';

/** None while all are on. */
export function switchedOff(): Plugin[] {
  if (switchedOffNames === '') return [];
  const change = sourceChanger(switchedOffNames);
  return [
    {
      name: 'switched-off',
      enforce: 'pre',
      transform: (source, id) => {
        const changed = change(pathToFileURL(id.split('?')[0] ?? id).href, source);
        return changed === source ? null : { code: changed, map: null };
      },
    },
  ];
}
