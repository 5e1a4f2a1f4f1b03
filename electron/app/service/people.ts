/** People are acts: added, changed, dismissed. Their PINs are not, see `pins.ts`. */
import * as z from 'zod';
import { Role } from '#shared/contract/permissions.ts';
import type { ActBody } from '#shared/journal/act.ts';
import type { StoreIdentity, StoreReader } from '../../store/store.ts';
import type { SessionPerson } from '../session.ts';
import { type Author, bodyOf, momentOf } from './body.ts';

const PersonPayload = z.object({ personId: z.string(), fullName: z.string(), roles: z.array(Role), title: z.string().nullable() });

/** Everybody who may sign in, by name. */
export function activePeople(reader: StoreReader): SessionPerson[] {
  return reader.persons
    .all()
    .filter(({ active }) => active)
    .map((person) => PersonPayload.parse(person));
}

/** The person as they may sign in, or `undefined` when unknown or dismissed. */
export function findActivePerson(reader: StoreReader, personId: string): SessionPerson | undefined {
  return activePeople(reader).find((person) => person.personId === personId);
}

export function personAdded(identity: StoreIdentity, author: Author, actId: string, person: SessionPerson): ActBody {
  return bodyOf(identity, author, {
    id: actId,
    kind: 'person.added',
    dossierId: null,
    basedOn: null,
    occurredAt: momentOf(author),
    payload: { ...person, roles: [...person.roles] },
  });
}

/** Name to show for an actor: a person's, or the actor's own id for the command line and the server. */
export function actorNames(reader: StoreReader, actorIds: Iterable<string>): Record<string, string> {
  return Object.fromEntries([...new Set(actorIds)].map((actorId) => [actorId, reader.persons.find(actorId)?.fullName ?? actorId]));
}
