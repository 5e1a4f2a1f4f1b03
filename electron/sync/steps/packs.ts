/** Packs of the district: asked for by name and version, believed by the root's word alone, kept, and told to a person. */
import type { Pack } from '#shared/contract/upstream/values.ts';
import { kindOfPack, readPack } from '#shared/sync/pack.ts';
import type { Flight } from '../flight.ts';
import { applyPeople } from '../people-pack.ts';

export async function takePacks(flight: Flight): Promise<void> {
  const { store, upstream, now, newId, author } = flight;
  const { packs } = await upstream.packs({ have: [...store.signedPacks.versions()] });
  for (const pack of packs) await takePack(flight, pack);
  applyPeople(store, now().slice(0, 10), { newId, author: author() });
}

/** A pack that is refused holds back nothing: what was valid stays so, and a person is told. */
async function takePack({ store, trust, now }: Flight, pack: Pack): Promise<void> {
  const { name, version, validFrom } = pack.statement;
  const keep = (): 'version' | null => (store.writeLocal(() => store.signedPacks.keep(pack, now())) ? null : 'version');
  const why = (await trust.faultOfPack(pack)) ?? faultHere(store.identity.agencyCode, pack) ?? keep();
  if (why === null) store.sync.tellPerson(now(), 'pack-taken', { name, version, validFrom });
  else store.sync.tellPerson(now(), 'pack-refused', { name, version, why });
}

function faultHere(agencyCode: string, { statement, content }: Pack): 'unreadable' | null {
  const kind = kindOfPack(statement.name, agencyCode);
  return kind === undefined || readPack(kind, content, agencyCode) === undefined ? 'unreadable' : null;
}
