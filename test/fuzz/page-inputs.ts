/** What a page really sends, with at most one thing in it otherwise: inputs made from a schema alone are hardly ever a whole reception. */
import * as fc from 'fast-check';
import { commandId, draft, type Office, type PersonName, reception } from '../helpers/desk.ts';
import { odd } from './json-schema.ts';

type Made = { readonly office: Office; readonly id: string; readonly dossierId: string };
type PageInput = { readonly path: readonly string[]; readonly by: PersonName; readonly make: (made: Made) => unknown };

const head = ({ office, dossierId }: Made): string => office.store().dossiers.findState(dossierId)?.lastActId ?? dossierId;
const step =
  (kind: string, payload: object): PageInput['make'] =>
  (made) => ({ commandId: made.id, dossierId: made.dossierId, basedOn: head(made), kind, payload });
const correction = () => {
  const { applicant, submitter, channel, documents, dossierCount, fee, resultDelivery, note } = reception();
  return {
    applicant: { ...applicant, fullName: 'Đặng Thị Hòa Bình' },
    submitter,
    channel,
    documents,
    dossierCount,
    fee,
    resultDelivery,
    note,
  };
};
const reason = 'Ghi nhầm tên';

const inputs: readonly PageInput[] = [
  {
    path: ['reception', 'accept'],
    by: 'Lê Thị Hạnh',
    make: ({ id }) => ({ commandId: id, draftId: null, reception: reception(), settledAtDesk: false }),
  },
  {
    path: ['reception', 'accept'],
    by: 'Nguyễn Hoàng Phúc',
    make: ({ id }) => ({
      commandId: id,
      draftId: null,
      reception: reception({ occurredAt: '2026-06-05T09:00', backfill: { reason: 'mất điện', paperPage: 'tr. 3' } }),
      settledAtDesk: true,
    }),
  },
  {
    path: ['reception', 'preview'],
    by: 'Lê Thị Hạnh',
    make: () => ({ draft: draft({ procedureCode: '1.001022', fullName: 'Đặng Thị Hòa', feeAmountVnd: 8000 }), highlight: null }),
  },
  {
    path: ['draft', 'save'],
    by: 'Lê Thị Hạnh',
    make: ({ id }) => ({ draftId: id, data: draft({ fullName: 'Đặng Thị Hòa', documents: [] }) }),
  },
  { path: ['reception', 'procedures'], by: 'Lê Thị Hạnh', make: () => ({ text: 'khai sinh', limit: 20 }) },
  { path: ['reception', 'procedure'], by: 'Lê Thị Hạnh', make: () => ({ procedureCode: '1.001022' }) },
  {
    path: ['reception', 'knownApplicant'],
    by: 'Lê Thị Hạnh',
    make: () => ({ personalId: '060185000123', procedureCode: '1.001022' }),
  },
  { path: ['dossier', 'find'], by: 'Võ Thị Kim Ngân', make: () => ({ text: 'hoa 0123', tab: 'all', offset: 0, limit: 100 }) },
  { path: ['dossier', 'get'], by: 'Võ Thị Kim Ngân', make: ({ dossierId }) => ({ dossierId }) },
  { path: ['dossier', 'act'], by: 'Võ Thị Kim Ngân', make: step('dossier.takenOver', { fromPersonId: null, note: null }) },
  { path: ['dossier', 'act'], by: 'Võ Thị Kim Ngân', make: step('dossier.noted', { text: 'ghi chú' }) },
  {
    path: ['dossier', 'act'],
    by: 'Võ Thị Kim Ngân',
    make: step('dossier.resolved', { result: 'granted', resultNo: '15/2026', reason: null }),
  },
  {
    path: ['dossier', 'act'],
    by: 'Lê Thị Hạnh',
    make: step('dossier.returned', {
      collector: 'applicant',
      collectorName: null,
      authorisation: null,
      trackingNo: null,
      lostReceiptReason: null,
    }),
  },
  { path: ['dossier', 'act'], by: 'Lê Thị Hạnh', make: step('dossier.voided', { reason: 'Nhập hai lần', byUnitHead: false }) },
  {
    path: ['paper', 'print'],
    by: 'Lê Thị Hạnh',
    make: ({ id, dossierId }) => ({ commandId: id, dossierId, form: 'receiptSlip', layout: null, reason, printer: null }),
  },
  {
    path: ['correction', 'preview'],
    by: 'Lê Thị Hạnh',
    make: ({ dossierId }) => ({ dossierId, correction: correction(), reason }),
  },
  {
    path: ['correction', 'make'],
    by: 'Lê Thị Hạnh',
    make: (made) => ({
      commandId: made.id,
      dossierId: made.dossierId,
      basedOn: head(made),
      correction: correction(),
      reason,
      shownDueAt: null,
    }),
  },
  { path: ['outage', 'day'], by: 'Trần Minh Tâm', make: () => ({ date: '2026-06-08' }) },
  { path: ['register', 'begin'], by: 'Phạm Công Quản', make: () => ({ fileName: 'so-theo-doi.csv', byteLength: 1_000 }) },
];

const other = fc.oneof(
  { weight: 3, arbitrary: odd },
  fc.string({ unit: 'grapheme', maxLength: 40 }),
  fc.constantFrom<unknown>(
    null,
    undefined,
    0,
    -1,
    1.5,
    2 ** 53,
    true,
    [],
    {},
    '2026-02-30',
    '9999-12-31T23:59',
    '0001-01-01T00:00',
    '1.001022',
  ),
  fc.integer(),
);

/** One input of a page, a fresh command each time; with `other` one of its leaves or fields is that instead. */
export const pageInput: fc.Arbitrary<{
  readonly path: readonly string[];
  readonly by: PersonName;
  readonly inputFor: (office: Office) => unknown;
}> = fc
  .record({
    which: fc.constantFrom(...inputs),
    id: fc.uuid(),
    dossier: fc.nat(2),
    change: fc.option(fc.record({ at: fc.nat(), other }), { freq: 2 }),
  })
  .map(({ which: { path, by, make }, id, dossier, change }) => ({
    path,
    by,
    inputFor: (office) => {
      const [first, second, third] = office.store().dossiers.list(everything).rows;
      const dossierId = [first, second, third][dossier]?.dossierId ?? commandId(1);
      const input = make({ office, id, dossierId });
      return change === null ? input : withOther(input, change.at, change.other);
    },
  }));

const everything = {
  tab: 'all',
  text: '',
  offset: 0,
  limit: 3,
  now: '2026-06-08T17:00:00+07:00',
  dueSoonUntil: '2026-06-10',
} as const;

/** `input` with the `at`-th of its fields, counted through all depths, being `value`. */
function withOther(input: unknown, at: number, value: unknown): unknown {
  const places = placesIn(input);
  const place = places[at % Math.max(1, places.length)];
  if (place === undefined) return value;
  const copy = structuredClone(input);
  const holder = place.slice(0, -1).reduce<unknown>((now, name) => Reflect.get(now as object, name), copy);
  Reflect.set(holder as object, place.at(-1) ?? '', value);
  return copy;
}

function placesIn(input: unknown, path: readonly string[] = []): readonly (readonly string[])[] {
  if (typeof input !== 'object' || input === null) return [];
  return Object.entries(input).flatMap(([name, value]) => [[...path, name], ...placesIn(value, [...path, name])]);
}
