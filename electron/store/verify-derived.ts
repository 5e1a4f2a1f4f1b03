/** Everything derived, derived once more from the acts and compared. */
import { fold } from '#shared/domain/dossier/fold.ts';
import type { PlacedAct } from '#shared/journal/act.ts';
import { numbersOf } from './act-numbers.ts';
import type { Connection } from './connection.ts';
import { dossierColumns } from './dossier-row.ts';
import { peopleAfter, type PersonColumns } from './project-office.ts';
import { actOf, eachAct, eachActByDossier, perJournal } from './queries/acts.ts';
import { epochsOf } from './queries/epochs.ts';
import { verifySearchIndex } from './verify-search.ts';
import type { Findings } from './verify-findings.ts';

type Row = Readonly<Record<string, string | number | null>>;

export function verifyDerived(connection: Connection, findings: Findings): void {
  verifyDossiers(connection, findings);
  verifySearchIndex(connection, findings);
  verifyFromActs(connection, findings);
  verifyOutbox(connection, findings);
}

/** An act made here either has its place or waits for it: one that does neither would never be sent and never be missed. */
function verifyOutbox({ sql }: Connection, findings: Findings): void {
  const lost =
    sql<{ many: number }>(
      `SELECT count(*) AS many FROM act JOIN journal ON journal.no = act.n / ${String(perJournal)} WHERE journal.own = 1
     AND (EXISTS (SELECT 1 FROM placement WHERE placement.n = act.n)) = (EXISTS (SELECT 1 FROM outbox WHERE outbox.n = act.n))`,
    ).get()?.many ?? 0;
  if (lost > 0) findings.fault('projection', 'outbox', `${String(lost)} acts neither placed nor waiting, or both`);
}

function verifyDossiers(connection: Connection, findings: Findings): void {
  let expected = 0;
  const epochs = epochsOf(connection);
  for (const acts of dossiersOf(connection)) {
    const dossierId = acts[0]?.body.dossierId ?? '';
    expected += 1;
    findings.count('dossiers');
    const held = connection.sql<Row>('SELECT * FROM dossier WHERE dossier_id = ?').get(dossierId);
    if (held === undefined) findings.fault('projection', `dossier:${dossierId}`, 'missing');
    else compareRow(held, dossierColumns(fold(acts, epochs)), dossierId, findings);
  }
  const rows = connection.sql<{ many: number }>('SELECT count(*) AS many FROM dossier').get()?.many ?? 0;
  if (rows > expected) findings.fault('projection', 'dossier', `${String(rows - expected)} rows without acts`);
}

function* dossiersOf(connection: Connection): Generator<readonly PlacedAct[]> {
  let acts: PlacedAct[] = [];
  for (const row of eachActByDossier(connection)) {
    const act = actOf(row);
    if (acts.length > 0 && acts[0]?.body.dossierId !== act.body.dossierId) {
      yield acts;
      acts = [];
    }
    acts.push(act);
  }
  if (acts.length > 0) yield acts;
}

function compareRow(held: Row, expected: Row, dossierId: string, findings: Findings): void {
  const differing = Object.keys(expected).filter((column) => held[column] !== expected[column]);
  const derived = differing.filter((column) => column !== 'search_text');
  if (derived.length > 0) findings.fault('projection', `dossier:${dossierId}`, derived.join(', '));
  if (differing.length > derived.length) findings.fault('search-row', `dossier:${dossierId}`, 'search_text');
}

/** Numbers, series and people: each follows from single acts. */
function verifyFromActs(connection: Connection, findings: Findings): void {
  const numbers = new Set<string>();
  const series = new Map<string, number>();
  for (const row of eachAct(connection)) {
    const { body } = actOf(row);
    const used = numbersOf(body);
    if (used.order !== undefined)
      numbers.add(JSON.stringify([used.order.date, used.order.number, used.order.agencyCode, used.order.dossierId]));
    for (const { name, volume, year, number } of used.series) {
      const key = JSON.stringify([name, volume, year]);
      series.set(key, Math.max(series.get(key) ?? 0, number));
    }
  }
  const heldNumbers = connection
    .sql<Row>('SELECT civil_date, number, agency_code, dossier_id FROM number_used')
    .all()
    .map((row) => JSON.stringify(Object.values(row)));
  compareSets(heldNumbers, [...numbers], 'number_used', 'number', findings);
  const heldSeries = connection
    .sql<Row>('SELECT series, volume, year, last FROM series')
    .all()
    .map((row) => JSON.stringify(Object.values(row)));
  const expectedSeries = [...series].map(([key, last]) => JSON.stringify([...(JSON.parse(key) as unknown[]), last]));
  compareSets(heldSeries, expectedSeries, 'series', 'number', findings);
  const heldPeople = connection
    .sql<PersonColumns>('SELECT person_id, full_name, roles, title, active, last_act_id FROM person')
    .all()
    .map((row) => JSON.stringify(row));
  compareSets(
    heldPeople,
    peopleAfter(connection).map((row) => JSON.stringify(row)),
    'person',
    'projection',
    findings,
  );
}

function compareSets(
  held: readonly string[],
  expected: readonly string[],
  table: string,
  kind: 'number' | 'projection',
  findings: Findings,
): void {
  const holds = new Set(held);
  const missing = expected.filter((row) => !holds.has(row)).length;
  const surplus = held.length - (expected.length - missing);
  if (missing > 0) findings.fault(kind, table, `${String(missing)} rows missing or changed`);
  if (surplus > 0) findings.fault(kind, table, `${String(surplus)} rows without an act`);
}
