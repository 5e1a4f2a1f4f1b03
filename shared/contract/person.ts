/** Calls around the people of the office. Who they are and what they may do are acts; their PINs stay at this counter (`keys.setPin`). Design §11. */
import * as z from 'zod';
import { personText } from '../domain/text/door.ts';
import { call } from './base.ts';
import { NewPerson, PersonTile } from './office.ts';
import { CommandId, Instant, PersonName } from './values.ts';

export const PersonEntry = PersonTile.extend({
  /** False once dismissed: the name stays with what the person did. */
  active: z.boolean(),
  /** May sign in at this counter; colleagues of other counters have their PIN there. */
  hasPin: z.boolean(),
  /** Five wrong PINs in a row, or taken back after a dismissal: a new PIN is needed. */
  locked: z.boolean(),
  lastSignInAt: Instant.nullable(),
});
export type PersonEntry = z.infer<typeof PersonEntry>;

/** With a name there is something to read in. */
const Added = NewPerson.extend({ fullName: PersonName, commandId: CommandId });
export const PersonChange = Added.omit({ pin: true }).extend({ personId: z.guid() });
export type PersonChange = z.infer<typeof PersonChange>;

export const person = {
  /** Active ones first, then as they were added. */
  list: call('person.manage').output(z.array(PersonEntry)),
  /** Throws `pin-too-weak`, `administrators-only`. */
  add: call('person.manage').input(Added).output(PersonEntry),
  /** A dismissed person is taken back by it. Throws `person-unknown`, `own-role`, `administrators-only`, `last-leader`. */
  change: call('person.manage').input(PersonChange).output(PersonEntry),
  /** The person is signed out at every window and may not come back with the old PIN. Throws `person-unknown`, `reason-missing`, `administrators-only`, `last-leader`. */
  dismiss: call('person.manage')
    .input(z.object({ commandId: CommandId, personId: z.guid(), reason: personText(300) }))
    .output(z.object({})),
};
