/** People are acts: added, changed, dismissed. Their PINs are not, see `pins.ts`. */
import * as z from 'zod';
import { Role } from '#shared/contract/permissions.ts';
import type { PersonEntry } from '#shared/contract/person.ts';
import type { ActBody } from '#shared/journal/act.ts';
import type { Store, StoreIdentity, StoreReader } from '../../store/store.ts';
import { initialsOf, type Session, type SessionPerson } from '../session.ts';
import { type Author, bodyOf, momentOf } from './body.ts';

const PersonPayload = z.object({ personId: z.string(), fullName: z.string(), roles: z.array(Role), title: z.string().nullable() });

/** Everybody who may sign in, by name. */
export function activePeople(reader: StoreReader): SessionPerson[] {
  return reader.persons
    .all()
    .filter(({ active }) => active)
    .map((person) => PersonPayload.parse(person));
}

/** Everybody there is or was, with what this counter keeps of their signing in. */
export function personEntries(store: Store): PersonEntry[] {
  return store.persons.all().map((row) => {
    const { personId, fullName, roles, title } = PersonPayload.parse(row);
    const credential = store.credentials.find(personId);
    return {
      personId,
      fullName,
      initials: initialsOf(fullName),
      roles,
      title,
      draftCount: store.drafts.countOfOwner(personId),
      active: row.active,
      hasPin: credential !== undefined,
      locked: (credential?.lockedAt ?? null) !== null,
      lastSignInAt: credential?.lastSignInAt ?? null,
    };
  });
}

/** The person as they may sign in, or `undefined` when unknown or dismissed. */
export function findActivePerson(reader: StoreReader, personId: string): SessionPerson | undefined {
  return activePeople(reader).find((person) => person.personId === personId);
}

/** The session's person as the acts tell them now, nobody once they are dismissed: what another window, counter or pack says holds from the next call on. */
export function followPerson(session: Session, reader: StoreReader): void {
  if (session.person === null) return;
  const found = reader.persons.find(session.person.personId);
  session.person = found?.active === true ? PersonPayload.parse(found) : null;
}

export function personAdded(identity: StoreIdentity, author: Author, actId: string, person: SessionPerson): ActBody {
  return bodyOf(identity, author, {
    ...actOfOffice(author, actId),
    kind: 'person.added',
    payload: { ...person, roles: [...person.roles] },
  });
}

export function personChanged(identity: StoreIdentity, author: Author, actId: string, person: SessionPerson): ActBody {
  return bodyOf(identity, author, {
    ...actOfOffice(author, actId),
    kind: 'person.changed',
    payload: { ...person, roles: [...person.roles] },
  });
}

export function personDismissed(
  identity: StoreIdentity,
  author: Author,
  actId: string,
  payload: { personId: string; reason: string },
): ActBody {
  return bodyOf(identity, author, { ...actOfOffice(author, actId), kind: 'person.dismissed', payload });
}

const actOfOffice = (author: Author, id: string) => ({ id, dossierId: null, basedOn: null, occurredAt: momentOf(author) });

/** Name to show for an actor: a person's, or the actor's own id for the command line and the server. */
export function actorNames(reader: StoreReader, actorIds: Iterable<string>): Record<string, string> {
  return Object.fromEntries([...new Set(actorIds)].map((actorId) => [actorId, reader.persons.find(actorId)?.fullName ?? actorId]));
}
