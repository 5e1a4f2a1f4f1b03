/**
 * The district's word on who works here becomes acts: at once for everybody but administrators, for those only after a local administrator's yes. Each version once,
 * so that what the office changes afterwards stays.
 */
import type { ActBody } from '#shared/journal/act.ts';
import { packName, type PackPerson, readPack } from '#shared/sync/pack.ts';
import { type Author, bodyOf, momentOf } from '../store/new-act.ts';
import type { PersonRow } from '../store/queries/persons.ts';
import type { Store, StoreReader } from '../store/store.ts';
import type { TakenPack } from '../store/sync/signed-packs.ts';

export type PeopleChange = { readonly person: PackPerson; readonly what: 'added' | 'changed' | 'dismissed'; readonly needsYes: boolean };

/** What the pack says otherwise than the office has it now. */
export function peopleChanges({ persons, identity }: StoreReader, pack: TakenPack): readonly PeopleChange[] {
  const content = readPack('people', pack.content, identity.agencyCode);
  return (content?.people ?? []).flatMap((person) => {
    const what = changeOf(persons.find(person.personId), person);
    return what === undefined ? [] : [{ person, what, needsYes: touchesAdministrators(persons.find(person.personId), person) }];
  });
}

function changeOf(before: PersonRow | undefined, after: PackPerson): PeopleChange['what'] | undefined {
  if (before === undefined) return after.active ? 'added' : undefined;
  if (!after.active) return before.active ? 'dismissed' : undefined;
  const same =
    before.active &&
    before.fullName === after.fullName &&
    before.title === after.title &&
    [...before.roles].sort().join() === [...after.roles].sort().join();
  return same ? undefined : 'changed';
}

/** Whoever is an administrator here or would become one. */
function touchesAdministrators(before: PersonRow | undefined, after: PackPerson): boolean {
  return after.roles.includes('administrator') || (before?.active === true && before.roles.includes('administrator'));
}

/** Makes the acts that are due on `date`. Answers how many. */
export function applyPeople(
  store: Store,
  date: string,
  { newId, author }: { readonly newId: () => string; readonly author: Author },
): number {
  const pack = store.signedPacks.holding(packName('people', store.identity.agencyCode), date);
  if (pack === undefined) return 0;
  const { version } = pack.statement;
  const applied = store.sync.peopleApplied();
  const isNew = applied === undefined || applied.version < version;
  const isAgreed = pack.agreedAt !== null;
  if (!isNew && (applied.whole || !isAgreed)) return 0;
  const due = peopleChanges(store, pack).filter(({ needsYes }) => (needsYes ? isAgreed : isNew));
  const acts = due.map((change) => actOf(store, author, newId(), change, version));
  if (acts.length > 0) store.commit(acts);
  const whole = isAgreed || !peopleChanges(store, pack).some(({ needsYes }) => needsYes);
  store.sync.keepPeopleApplied({ version, whole });
  return acts.length;
}

function actOf({ identity }: Store, author: Author, id: string, { person, what }: PeopleChange, version: number): ActBody {
  const { personId, fullName, roles, title } = person;
  const act = { id, dossierId: null, basedOn: null, occurredAt: momentOf(author) } as const;
  return what === 'dismissed'
    ? bodyOf(identity, author, { ...act, kind: 'person.dismissed', payload: { personId, reason: `pack:people@${String(version)}` } })
    : bodyOf(identity, author, { ...act, kind: `person.${what}`, payload: { personId, fullName, roles: [...roles], title } });
}
