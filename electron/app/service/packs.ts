/** The packs as their panel lists them, and what one says otherwise than the one before it. */
import type { PackChanges, PackRow } from '#shared/contract/packs.ts';
import { CataloguePack } from '#shared/domain/catalogue/pack.ts';
import { WorkCalendar } from '#shared/domain/deadline/calendar.ts';
import { fail } from '#shared/errors.ts';
import { FormSet } from '#shared/forms/form-sets.ts';
import { kindOfPack, type PackContent, packDifference, PackKind, packName, type PackPerson, readPack } from '#shared/sync/pack.ts';
import * as z from 'zod';
import type { StoreReader } from '../../store/store.ts';
import { holdsOn, type TakenPack } from '../../store/sync/signed-packs.ts';
import { peopleChanges } from '../../sync/people-pack.ts';

export function packRows(reader: StoreReader, today: string): PackRow[] {
  const { identity, persons, signedPacks } = reader;
  const taken = signedPacks.all();
  return PackKind.options.flatMap((kind) => {
    const own = taken.filter(({ statement }) => kindOfPack(statement.name, identity.agencyCode) === kind);
    const holding = signedPacks.holding(packName(kind, identity.agencyCode), today);
    const rows = own.map((pack) => ({
      kind,
      version: pack.statement.version,
      state: stateOf(pack, holding, today),
      validFrom: pack.statement.validFrom,
      validTo: pack.statement.validTo,
      takenAt: pack.takenAt,
      needsYes:
        kind === 'people' && pack === own[0] && pack.agreedAt === null && peopleChanges(reader, pack).some(({ needsYes }) => needsYes),
      agreedAt: pack.agreedAt,
      agreedBy: pack.agreedBy === null ? null : (persons.find(pack.agreedBy)?.fullName ?? pack.agreedBy),
    }));
    return kind === 'people' ? rows : [...rows, shippedRow(kind, holding === undefined)];
  });
}

const shippedRow = (kind: PackKind, holds: boolean): PackRow => ({
  kind,
  version: 0,
  state: holds ? 'shipped' : 'replaced',
  validFrom: null,
  validTo: null,
  takenAt: null,
  needsYes: false,
  agreedAt: null,
  agreedBy: null,
});

function stateOf({ statement }: TakenPack, holding: TakenPack | undefined, today: string): PackRow['state'] {
  if (holding?.statement.version === statement.version) return 'holds';
  if (holdsOn(statement, today)) return 'replaced';
  return statement.validFrom.slice(0, 10) > today ? 'later' : 'over';
}

/** Throws `pack-unknown`. */
export function packChanges(reader: StoreReader, kind: PackKind, version: number): PackChanges {
  const { agencyCode } = reader.identity;
  const pack = getPack(reader, kind, version);
  if (kind === 'people') return peopleDifference(reader, pack);
  const before = reader.signedPacks.all().find(({ statement }) => statement.name === pack.statement.name && statement.version < version);
  const after = readPack(kind, pack.content, agencyCode);
  if (after === undefined) throw fail('pack-unknown', {});
  const old = before === undefined ? shippedContent(reader, kind) : readPack(kind, before.content, agencyCode);
  const { added, changed, removed } = packDifference(kind, old ?? null, after);
  return { against: before?.statement.version ?? 0, added: [...added], changed: [...changed], removed: [...removed], administrators: [] };
}

/** Throws `pack-unknown`. */
export function getPack({ identity, signedPacks }: StoreReader, kind: PackKind, version: number): TakenPack {
  const pack = signedPacks.find(packName(kind, identity.agencyCode), version);
  if (pack === undefined) throw fail('pack-unknown', {});
  return pack;
}

/** Against the office as it is: what would still change. */
function peopleDifference(reader: StoreReader, pack: TakenPack): PackChanges {
  const changes = peopleChanges(reader, pack);
  const items = (kept: typeof changes) => kept.map(({ person }) => ({ code: person.personId, name: person.fullName }));
  const of = (what: string) => items(changes.filter((change) => change.what === what));
  return {
    against: null,
    added: of('added'),
    changed: of('changed'),
    removed: of('dismissed'),
    administrators: changes
      .filter(({ needsYes }) => needsYes)
      .map(({ person, what }) => ({
        code: person.personId,
        name: person.fullName,
        becoming: what === 'dismissed' ? 'leaves' : rankAfter(reader, person),
      })),
  };
}

/** Who says yes must see whether somebody is made an administrator or is one no longer. */
function rankAfter({ persons }: StoreReader, { personId, roles }: PackPerson): 'becomes' | 'stays' | 'loses' {
  const before = persons.find(personId);
  if (!roles.includes('administrator')) return 'loses';
  return before?.active === true && before.roles.includes('administrator') ? 'stays' : 'becomes';
}

const shippedAs = { procedures: 'catalogue', calendar: 'calendar', forms: 'forms' } as const;
const shippedSchemas = { procedures: CataloguePack, calendar: WorkCalendar, forms: z.array(FormSet) } as const;

function shippedContent(reader: StoreReader, kind: Exclude<PackKind, 'people'>): PackContent<Exclude<PackKind, 'people'>> {
  return shippedSchemas[kind].parse(reader.packs.newest(shippedAs[kind])?.content);
}
