import type { ActBody } from '#shared/journal/act.ts';
import { readPayload } from '#shared/journal/read-payload.ts';
import { orderActs } from '#shared/journal/order.ts';
import type { Connection } from './connection.ts';
import { actOf, actsOfPeople, type ActRow } from './queries/acts.ts';
import { epochsOf } from './queries/epochs.ts';

/** A row of `person`. */
export type PersonColumns = {
  readonly person_id: string;
  readonly full_name: string;
  readonly roles: string;
  readonly title: string | null;
  readonly active: number;
  readonly last_act_id: string;
};

/** A person as an act leaves them, `undefined` for acts about nobody. The latest act about a person is what holds; dismissing keeps the row, inactive. */
export function personAfter(body: ActBody, before: (personId: string) => PersonColumns | undefined): PersonColumns | undefined {
  if (!body.kind.startsWith('person.')) return undefined;
  const read = readPayload(body);
  if (!read.ok) return undefined;
  const { known } = read;
  if (known.kind === 'person.added' || known.kind === 'person.changed') {
    const { personId, fullName, roles, title } = known.payload;
    return { person_id: personId, full_name: fullName, roles: JSON.stringify(roles), title, active: 1, last_act_id: body.id };
  }
  if (known.kind !== 'person.dismissed') return undefined;
  const held = before(known.payload.personId);
  return held === undefined ? undefined : { ...held, active: 0, last_act_id: body.id };
}

/** Whether the act says something of a person. */
export const isPersonAct = ({ kind }: Pick<ActBody, 'kind'>): boolean => kind.startsWith('person.');

/** Everybody as all acts about people leave them, in the one order: acts of other counters come between ours. */
export function peopleAfter(connection: Connection): readonly PersonColumns[] {
  const rows = connection.sql<ActRow>(actsOfPeople).all().map(actOf);
  const { applied, waiting } = orderActs(rows, epochsOf(connection));
  const people = new Map<string, PersonColumns>();
  for (const { body } of [...applied, ...waiting]) {
    const person = personAfter(body, (personId) => people.get(personId));
    if (person !== undefined) people.set(person.person_id, person);
  }
  return [...people.values()];
}

/** Writes everybody's rows anew; an office has few people and they seldom change. */
export function projectPeople(connection: Connection): void {
  for (const person of peopleAfter(connection)) {
    connection
      .sql(
        `INSERT INTO person (person_id, full_name, roles, title, active, last_act_id) VALUES (@person_id, @full_name, @roles, @title, @active, @last_act_id)
      ON CONFLICT (person_id) DO UPDATE SET full_name = excluded.full_name, roles = excluded.roles, title = excluded.title, active = excluded.active, last_act_id = excluded.last_act_id`,
      )
      .run(person);
  }
}
