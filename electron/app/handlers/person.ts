import type { PersonEntry } from '#shared/contract/person.ts';
import { fail } from '#shared/errors.ts';
import type { Author } from '../service/body.ts';
import { authorOf } from '../author.ts';
import { actIdOf, partIdOf } from '../command-id.ts';
import type { OpenDesk } from '../desk.ts';
import { os } from '../os.ts';
import { findActivePerson, personAdded, personChanged, personDismissed, personEntries } from '../service/people.ts';
import { refuseUnlawfulRoles } from '../service/person-rules.ts';
import type { SessionPerson } from '../session.ts';

const list = os.person.list.handler(({ context }) => personEntries(context.desk.open().store));

const add = os.person.add.handler(async ({ context, input }) => {
  const open = context.desk.open();
  const { commandId, pin, ...fields } = input;
  const personId = partIdOf(commandId, 'person');
  if (open.store.persons.find(personId) !== undefined) return entryOf(open, personId);
  const credential = await open.pins.prepare(personId, pin);
  // Read after the PIN was made, which takes a while.
  const author = authorOf(context.desk, context.session);
  const { store } = open;
  store.commitWith(
    (reader) => {
      refuseUnlawfulRoles(store, author.actorId, null, fields.roles);
      return [personAdded(reader.identity, author, actIdOf(commandId), { personId, ...fields })];
    },
    () => {
      store.credentials.put(credential);
    },
  );
  context.status.changed();
  return entryOf(open, personId);
});

const change = os.person.change.handler(({ context, input }) => {
  const open = context.desk.open();
  const { commandId, ...after } = input;
  changePerson(open, authorOf(context.desk, context.session), actIdOf(commandId), after);
  context.status.changed();
  return entryOf(open, after.personId);
});

function changePerson({ store }: OpenDesk, author: Author, actId: string, after: SessionPerson): void {
  store.commitWith((reader) => {
    const made = reader.acts.find(actId);
    if (made !== undefined) return [made.body];
    if (reader.persons.find(after.personId) === undefined) throw fail('person-unknown', {});
    refuseUnlawfulRoles(store, author.actorId, after.personId, after.roles);
    return [personChanged(reader.identity, author, actId, after)];
  });
}

const dismiss = os.person.dismiss.handler(({ context, input }) => {
  const { store } = context.desk.open();
  const author = authorOf(context.desk, context.session);
  const { personId } = input;
  const reason = input.reason.trim();
  const actId = actIdOf(input.commandId);
  if (reason === '') throw fail('reason-missing', { field: 'reason' });
  if (store.acts.find(actId) !== undefined) return {};
  const credential = store.credentials.find(personId);
  store.commitWith(
    (reader) => {
      if (findActivePerson(reader, personId) === undefined) throw fail('person-unknown', {});
      refuseUnlawfulRoles(store, author.actorId, personId, []);
      return [personDismissed(reader.identity, author, actId, { personId, reason })];
    },
    () => {
      // Taken back one day, the person gets a new PIN.
      if (credential !== undefined) store.credentials.put({ ...credential, lockedAt: author.recordedAt });
    },
  );
  // Every window looks who is there, see `office.watch`.
  context.status.changed();
  return {};
});

function entryOf({ store }: OpenDesk, personId: string): PersonEntry {
  const entry = personEntries(store).find((one) => one.personId === personId);
  if (entry === undefined) throw fail('person-unknown', {});
  return entry;
}

export const personHandlers = { list, add, change, dismiss };
