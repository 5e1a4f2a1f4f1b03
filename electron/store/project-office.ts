import type { ActBody } from '#shared/journal/act.ts';
import { readPayload } from '#shared/journal/read-payload.ts';
import type { Connection } from './connection.ts';

/** People as the acts tell: the latest act about a person is what holds. */
export function projectOffice({ sql }: Connection, body: ActBody): void {
  if (!body.kind.startsWith('person.')) return;
  const read = readPayload(body);
  if (!read.ok) return;
  const { known } = read;
  if (known.kind === 'person.added' || known.kind === 'person.changed') {
    const { personId, fullName, roles, title } = known.payload;
    sql(`INSERT INTO person (person_id, full_name, roles, title, active, last_act_id) VALUES (?, ?, ?, ?, 1, ?)
      ON CONFLICT (person_id) DO UPDATE SET full_name = excluded.full_name, roles = excluded.roles, title = excluded.title, active = 1, last_act_id = excluded.last_act_id`).run(
      personId,
      fullName,
      JSON.stringify(roles),
      title,
      body.id,
    );
  }
  if (known.kind === 'person.dismissed') sql('UPDATE person SET active = 0, last_act_id = ? WHERE person_id = ?').run(body.id, known.payload.personId);
}
