/** `node --import`: source is loaded without the protections `MOTCUA_SWITCH_OFF` names. Worker threads and forked processes inherit it. */
import { registerHooks } from 'node:module';
import { sourceChanger } from './switches.ts';

const names = process.env['MOTCUA_SWITCH_OFF'] ?? '';
if (names !== '') {
  const change = sourceChanger(names);
  registerHooks({
    load: (url, context, nextLoad) => {
      const loaded = nextLoad(url, context);
      if (!url.startsWith('file:') || loaded.source === null || loaded.source === undefined) return loaded;
      const source = typeof loaded.source === 'string' ? loaded.source : Buffer.from(loaded.source as Uint8Array).toString('utf8');
      const changed = change(url, source);
      return changed === source ? loaded : { ...loaded, source: changed };
    },
  });
}
