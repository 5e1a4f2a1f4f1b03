/** What a person may type, paste or scan by mistake or on purpose: refused with its field named, or kept to the letter; on paper it is text and nothing else. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { ReceptionInput } from '#shared/contract/values.ts';
import { commandId, draft, type Office, openOffice, reception, refusal } from '../helpers/desk.ts';
import { pdfWords } from '../helpers/pdf.ts';

let office: Office;
let commands = 0;
beforeAll(async () => {
  office = await openOffice();
}, 120_000);
afterAll(() => {
  office.close();
});

type Field = { readonly name: string; readonly most: number; readonly put: (text: string) => Partial<ReceptionInput> };

const base = reception();
const document = (changes: Partial<ReceptionInput['documents'][number]>) => ({ documents: [{ ...base.documents[0]!, ...changes }] });
const submitter = { fullName: 'Người Nộp Thay', personalId: null, phone: null, relation: 'authorised', authorisation: null } as const;
/** Every field of the acceptance a person's text reaches. */
const fields: readonly Field[] = [
  { name: 'applicant.fullName', most: 100, put: (fullName) => ({ applicant: { ...base.applicant, fullName } }) },
  { name: 'applicant.address', most: 300, put: (address) => ({ applicant: { ...base.applicant, address } }) },
  { name: 'applicant.email', most: 100, put: (email) => ({ applicant: { ...base.applicant, email } }) },
  { name: 'documents.0.name', most: 500, put: (name) => document({ name }) },
  { name: 'documents.0.extraReason', most: 300, put: (extraReason) => document({ extraReason }) },
  { name: 'submitter.fullName', most: 100, put: (fullName) => ({ submitter: { ...submitter, fullName } }) },
  { name: 'submitter.authorisation', most: 200, put: (authorisation) => ({ submitter: { ...submitter, authorisation } }) },
  { name: 'resultDelivery.address', most: 300, put: (address) => ({ resultDelivery: { mode: 'postal', address } }) },
  { name: 'note', most: 1000, put: (note) => ({ note }) },
];

const accept = (changes: Partial<ReceptionInput>) =>
  office.as('Lê Thị Hạnh').reception.accept({
    commandId: commandId((commands += 1)),
    draftId: null,
    reception: reception(changes),
    settledAtDesk: false,
  });

/** The text in the dossier, wherever the field has put it. */
function keptIn(dossierId: string, { name }: Field): unknown {
  const state = office.store().dossiers.findState(dossierId);
  return name.split('.').reduce<unknown>((at, part) => (at as Record<string, unknown>)[part], state);
}

const kept: readonly (readonly [string, string])[] = [
  ['decomposed', 'Nguye\u0302\u0303n Thi\u0323 Tho\u031b\u0309'],
  ['emoji of several people', 'Lan 👩‍👩‍👧‍👦 𠮷'],
  ['right-to-left marks', 'Lan \u202eihT nễyugN\u202c \u200f'],
  ['zero width', 'Ngu\u200byễn\u2060 Lan'],
  ['a formula', '=HYPERLINK("http://example.invalid","Lan")'],
  ['another formula', '@SUM(1+1)*cmd|Lan'],
  ['Typst', '#read("/etc/passwd") *Lan* $x$ `y` <label> @ref'],
  ['markup', '<script>alert(1)</script> & "Lan"'],
  ['as SQL', "Lan'; DROP TABLE act; --"],
  ['a path', '../../Lan\\..\\store.db'],
];

describe.each(fields)('$name', (field) => {
  test.each(kept)('keeps text that is %s to the letter', async (_, text) => {
    const { dossierId } = await accept(field.put(text));
    expect(keptIn(dossierId, field)).toBe(text.normalize('NFC'));
  });

  test('refuses what nothing can keep, and what is too long, by its name', async () => {
    for (const [reason, text] of [
      ['nul', 'Lan\0'],
      ['control', 'Lan\u0007'],
      ['lone-surrogate', 'Lan \ud83d'],
      ['too-long', 'L'.repeat(10_000)],
    ] as const)
      expect(await refusal(accept(field.put(text)))).toEqual({ code: 'text-refused', data: { field: field.name, reason } });
    const { dossierId } = await accept(field.put('L'.repeat(field.most)));
    expect(keptIn(dossierId, field)).toBe('L'.repeat(field.most));
  });
});

test('what is too long even for a draft is refused by its field, at every keystroke that would keep or show it', async () => {
  const long = draft({ fullName: 'L'.repeat(10_001) });
  const { draft: drafts, reception: desk } = office.as('Lê Thị Hạnh');
  const tooLong = { code: 'text-refused', data: { field: 'fullName', reason: 'too-long' } };
  expect(await refusal(desk.preview({ draft: long, highlight: null }))).toEqual(tooLong);
  expect(await refusal(drafts.save({ draftId: commandId((commands += 1)), data: long }))).toEqual(tooLong);
});

test('hostile text reaches the paper as text', { timeout: 120_000 }, async () => {
  const text = '#read("/etc/passwd") *Lan* <script>';
  const { dossierId } = await accept({ applicant: { ...base.applicant, fullName: text }, ...document({ name: text }) });
  await office.as('Lê Thị Hạnh').paper.print({
    commandId: commandId((commands += 1)),
    dossierId,
    form: 'receiptSlip',
    layout: null,
    reason: null,
    printer: null,
  });
  expect(pdfWords(office.queue.papers.at(-1)!.pdf).split(text).length).toBeGreaterThanOrEqual(3);
});

test('a procedure nobody knows and a day beyond every calendar are refused by name', async () => {
  expect(await refusal(accept({ procedureCode: '9.999999' }))).toEqual({ code: 'procedure-unknown', data: { procedureCode: '9.999999' } });
  const backfill = { reason: 'Mất điện', paperPage: null };
  for (const occurredAt of ['2026-02-30T08:00', '2026-13-01T08:00'])
    expect(await refusal(accept({ occurredAt, backfill }))).toEqual({ code: 'time-not-real', data: { field: 'occurredAt' } });
  expect((await refusal(accept({ occurredAt: '2026-06-09T08:00', backfill }))).code).toBe('time-in-future');
  // The clock itself is asked about before anything is counted from it.
  office.clock.now = '2037-03-02T09:00:00.000+07:00';
  expect((await refusal(accept({}))).code).toBe('clock-unconfirmed');
});
