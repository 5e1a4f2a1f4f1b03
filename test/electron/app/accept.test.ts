import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { counterRange } from '#shared/domain/dossier/number-range.ts';
import type { ReceptionInput } from '#shared/contract/values.ts';
import type { PayloadOf } from '#shared/journal/kinds.ts';
import { ReceiptSlipData } from '#shared/forms/receipt-slip.ts';
import { type Client, commandId, draft, type Office, openOffice, reception, refusal } from '../../helpers/desk.ts';

let office: Office;
let hanh: Client;
beforeEach(async () => {
  office = await openOffice();
  hanh = office.as('Lê Thị Hạnh');
});
afterEach(() => {
  office.close();
});

const accept = (number: number, changes: Partial<ReceptionInput> = {}, settledAtDesk = false, client = hanh) =>
  client.reception.accept({ commandId: commandId(number), draftId: null, reception: reception(changes), settledAtDesk });
const payloadOf = (actId: string) => office.store().acts.find(actId)?.body.payload as unknown as PayloadOf<'dossier.accepted'>;
const dossiers = () => office.store().dossiers.count({ now: office.clock.now, dueSoonUntil: '2026-06-09', text: '' }).all;

test('gives code, due date, register and slip number, and keeps all that was entered in one act', async () => {
  const accepted = await accept(1, {
    note: 'Nhận tại nhà',
    documents: [{ name: 'Giấy khác', form: 'copy', copies: 2, pages: 4, presentOnly: false, extraReason: 'Công dân đề nghị' }],
  });
  expect(accepted).toEqual({
    dossierId: expect.any(String),
    dossierCode: '000.05.24.H11-260608-2001',
    acceptActId: commandId(1),
    dueAt: '2026-06-11T17:30',
    receiptSlipDue: true,
  });
  const { body } = office.store().acts.find(commandId(1)) ?? {};
  expect(body).toMatchObject({
    kind: 'dossier.accepted',
    actorId: office.personId('Lê Thị Hạnh'),
    dossierId: accepted.dossierId,
    basedOn: null,
    occurredAt: office.clock.now,
    recordedAt: office.clock.now,
  });
  const { due, ...payload } = payloadOf(commandId(1));
  expect(due).toMatchObject({
    dueAt: '2026-06-11T17:30:00+07:00',
    calendarStatus: 'verified',
    policy: { cutoffShiftsStart: false, hourCarry: false },
    ownReason: null,
  });
  expect(due.steps.length).toBeGreaterThan(3);
  expect(payload).toEqual({
    dossierCode: '000.05.24.H11-260608-2001',
    procedureCode: '1.001022',
    procedureVersionId: '1.001022@1',
    procedureName: 'Thủ tục đăng ký nhận cha, mẹ, con',
    fieldCode: 'HO_TICH',
    applicant: reception().applicant,
    submitter: null,
    channel: 'inPerson',
    submittedAt: null,
    documents: [{ name: 'Giấy khác', form: 'copy', copies: 2, pages: 4, presentOnly: false, extraReason: 'Công dân đề nghị' }],
    dossierCount: 1,
    fee: { amountVnd: 8000, state: 'paid', exemptionReason: null, fiscalReceipt: null, note: 'Mức lệ phí do HĐND cấp tỉnh quyết định' },
    resultDelivery: { mode: 'counter', address: null },
    limit: { value: 3, unit: 'workingDay', sameDay: false },
    variant: null,
    counterNo: 2,
    registerVolume: '02',
    registerNo: 1,
    slipNo: 1,
    formSet: 'TT03_2025',
    entryMode: 'live',
    backfill: null,
    note: 'Nhận tại nhà',
  });
});

test('takes the next numbers each time', async () => {
  await accept(1);
  const second = await accept(2);
  expect(second.dossierCode).toBe('000.05.24.H11-260608-2002');
  expect(payloadOf(commandId(2))).toMatchObject({ registerNo: 2, slipNo: 2 });
});

test('sent twice, also both at once, makes one dossier and answers the same', async () => {
  const [first, second] = await Promise.all([accept(1), accept(1)]);
  expect(second).toEqual(first);
  expect(await accept(1)).toEqual(first);
  expect([dossiers(), (await accept(2)).dossierCode]).toEqual([1, '000.05.24.H11-260608-2002']);
});

test('an id that became another act is refused', async () => {
  const { dossierId } = await accept(1);
  await hanh.dossier.reveal({ dossierId, commandId: commandId(2), what: 'phone' });
  expect(await refusal(accept(2))).toEqual({ code: 'command-reused', data: {} });
  expect(await refusal(hanh.dossier.reveal({ dossierId, commandId: commandId(1), what: 'phone' }))).toEqual({
    code: 'command-reused',
    data: {},
  });
});

test('is refused to a specialist', async () => {
  expect(await refusal(accept(1, {}, false, office.as('Võ Thị Kim Ngân')))).toEqual({
    code: 'not-permitted',
    data: { needs: 'dossier.accept' },
  });
  expect(dossiers()).toBe(0);
});

describe('late entry', () => {
  const late = { occurredAt: '2026-06-03T10:00', backfill: { reason: 'Mất điện', paperPage: '12' } };

  test('counts from the paper and takes the next number of the paper’s date from the counter’s own range', async () => {
    await accept(1);
    const entered = await accept(2, late);
    expect(entered).toMatchObject({ dossierCode: '000.05.24.H11-260603-2001', dueAt: '2026-06-08T17:30' });
    expect((await accept(3, late)).dossierCode).toBe('000.05.24.H11-260603-2002');
    expect(office.store().acts.find(commandId(2))?.body).toMatchObject({
      occurredAt: '2026-06-03T10:00:00+07:00',
      recordedAt: office.clock.now,
    });
    expect(payloadOf(commandId(2))).toMatchObject({ entryMode: 'backfill', backfill: late.backfill });
  });

  test('keeps the year’s series of the paper’s year', async () => {
    await accept(1);
    await accept(2, { ...late, occurredAt: '2025-12-30T10:00' });
    expect(payloadOf(commandId(2))).toMatchObject({ registerNo: 1, slipNo: 1, formSet: 'TT03_2025' });
    await accept(3);
    expect(payloadOf(commandId(3))).toMatchObject({ registerNo: 2, slipNo: 2 });
  });

  test('takes the form set that was in force on the paper’s date', async () => {
    await accept(1, { ...late, occurredAt: '2025-06-10T10:00' });
    expect(payloadOf(commandId(1)).formSet).toBe('TT01_2018');
  });

  test('needs its reason', async () => {
    expect(await refusal(accept(1, { ...late, backfill: null }))).toEqual({ code: 'reason-missing', data: { field: 'backfill.reason' } });
  });

  test('of a time still to come is refused', async () => {
    expect(await refusal(accept(1, { ...late, occurredAt: '2026-06-08T09:16' }))).toEqual({
      code: 'time-in-future',
      data: { field: 'occurredAt' },
    });
  });

  test('of a time that does not exist is refused', async () => {
    expect(await refusal(accept(1, { ...late, occurredAt: '2026-02-30T09:16' }))).toEqual({
      code: 'time-not-real',
      data: { field: 'occurredAt' },
    });
  });
});

test('an exhausted range is told with its date and counter, and gives nothing of the reserve', async () => {
  const { last } = counterRange(2);
  const input = (number: number) => ({ commandId: commandId(number), draftId: null, reception: reception(), settledAtDesk: false });
  for (let number = 1; number <= last - 2000; number += 1) await hanh.reception.accept(input(number));
  expect(dossiers()).toBe(899);
  expect(await refusal(hanh.reception.accept(input(5000)))).toEqual({
    code: 'number-range-exhausted',
    data: { on: '2026-06-08', counterNo: 2 },
  });
  expect([dossiers(), (await hanh.reception.accept(input(899))).dossierCode]).toEqual([899, '000.05.24.H11-260608-2899']);
  office.clock.now = '2026-06-09T07:30:00.000+07:00';
  expect((await hanh.reception.accept(input(5001))).dossierCode).toBe('000.05.24.H11-260609-2001');
});

test('an unknown procedure is refused', async () => {
  expect(await refusal(accept(1, { procedureCode: '9.999999' }))).toEqual({
    code: 'procedure-unknown',
    data: { procedureCode: '9.999999' },
  });
});

describe('the door', () => {
  test.each([
    ['applicant.fullName', 'nul', { applicant: { ...reception().applicant, fullName: 'Đặng\0Hòa' } }],
    ['applicant.address', 'control', { applicant: { ...reception().applicant, address: 'Tổ 3\u0007' } }],
    ['documents.0.name', 'lone-surrogate', { documents: [{ ...reception().documents[0]!, name: 'Tờ \ud800' }] }],
    ['note', 'too-long', { note: 'a'.repeat(1001) }],
  ])('refuses a text naming %s', async (field, reason, changes) => {
    expect(await refusal(accept(1, changes))).toEqual({ code: 'text-refused', data: { field, reason } });
    expect(dossiers()).toBe(0);
  });

  test('makes texts NFC where they enter', async () => {
    await accept(1, { applicant: { ...reception().applicant, fullName: 'Đặng Thị Hòa'.normalize('NFD') } });
    expect(payloadOf(commandId(1)).applicant.fullName).toBe('Đặng Thị Hòa'.normalize('NFC'));
  });

  test('keeps a number as one word, so that the person is known next time', async () => {
    const { dossierCode } = await accept(1, {
      applicant: { ...reception().applicant, personalId: '060 185 000 123', phone: '0900.000.001' },
    });
    expect(await hanh.reception.knownApplicant({ personalId: '060185000123', procedureCode: '1.001022' })).toEqual({
      applicant: reception().applicant,
      lastDossierCode: dossierCode,
      lastReceivedAt: office.clock.now,
      openSameProcedure: [dossierCode],
    });
    expect(await hanh.reception.knownApplicant({ personalId: '060185000124', procedureCode: null })).toBeNull();
  });

  test('refuses a date of birth that is none', async () => {
    expect(await refusal(accept(1, { applicant: { ...reception().applicant, dateOfBirth: '31/02/1985' } }))).toEqual({
      code: 'time-not-real',
      data: { field: 'applicant.dateOfBirth' },
    });
  });
});

test('a variant counts by its own limit and is named in the act', async () => {
  const marriage = {
    procedureCode: '1.000894',
    fee: { amountVnd: null, state: 'unpaid', exemptionReason: null, fiscalReceipt: null },
  } as const;
  expect((await accept(1, marriage)).dueAt).toBe('2026-06-08T17:30');
  expect((await accept(2, { ...marriage, variant: 0 })).dueAt).toBe('2026-06-15T17:30');
  expect(payloadOf(commandId(2))).toMatchObject({
    variant: 'Cần xác minh điều kiện kết hôn',
    limit: { value: 5, unit: 'workingDay', sameDay: false },
  });
});

describe('fee', () => {
  const fee = { amountVnd: 8000, state: 'exempt', exemptionReason: null, fiscalReceipt: null } as const;

  test('an exemption needs its reason and then costs nothing', async () => {
    expect(await refusal(accept(1, { fee }))).toEqual({ code: 'reason-missing', data: { field: 'fee.exemptionReason' } });
    expect(await refusal(accept(1, { fee: { ...fee, exemptionReason: ' ' } }))).toEqual({
      code: 'reason-missing',
      data: { field: 'fee.exemptionReason' },
    });
    await accept(1, { fee: { ...fee, exemptionReason: 'Hộ nghèo' } });
    expect(payloadOf(commandId(1)).fee).toMatchObject({ amountVnd: 0, state: 'exempt', exemptionReason: 'Hộ nghèo' });
  });

  test('of nothing owes nothing', async () => {
    await accept(1, { fee: { ...fee, amountVnd: null, state: 'unpaid' } });
    expect(payloadOf(commandId(1)).fee).toMatchObject({ amountVnd: 0, state: 'none' });
  });
});

test('a paper outside the list needs its reason', async () => {
  const documents = [{ name: 'Sổ hộ khẩu', form: 'copy', copies: 1, pages: null, presentOnly: false, extraReason: '  ' }] as const;
  expect(await refusal(accept(1, { documents: [...documents] }))).toEqual({ code: 'reason-missing', data: { field: 'documents' } });
});

test('settled at the desk is received, resolved and returned in one act, without a slip or its number', async () => {
  const settled = await accept(1, { procedureCode: '1.001193' }, true);
  expect(settled).toMatchObject({ dossierCode: '000.05.24.H11-260608-2001', receiptSlipDue: false });
  expect(
    office
      .store()
      .acts.ofDossier(settled.dossierId)
      .map(({ body }) => body.kind),
  ).toEqual(['dossier.recordedAtOnce']);
  expect(office.store().acts.find(commandId(1))?.body.payload).toMatchObject({
    resolvedAt: office.clock.now,
    returnedAt: office.clock.now,
    result: 'granted',
    slipNo: null,
    registerNo: 1,
  });
  expect(office.store().dossiers.findState(settled.dossierId)).toMatchObject({
    status: 'returned',
    receivedAt: office.clock.now,
    resolvedAt: office.clock.now,
    returnedAt: office.clock.now,
  });
  expect(await accept(1, { procedureCode: '1.001193' }, true)).toEqual(settled);
});

test('where the police’s form takes its place there is no slip to number or to print', async () => {
  const { dossierId, receiptSlipDue } = await accept(1, { procedureCode: '1.004194' });
  expect([receiptSlipDue, payloadOf(commandId(1)).slipNo, payloadOf(commandId(1)).registerNo]).toEqual([false, null, 1]);
  const refused = { code: 'procedure-register-only', data: { procedureCode: '1.004194' } };
  expect(await refusal(hanh.paper.print({ commandId: commandId(2), dossierId, form: 'receiptSlip', layout: null, reason: null }))).toEqual(
    refused,
  );
  expect(await refusal(hanh.paper.preview({ dossierId, form: 'receiptSlip', layout: 'a5' }))).toEqual(refused);
});

test('an office that keeps one paper book leaves both numbers blank and still hands over a slip', async () => {
  const book = await openOffice({ config: { paperBook: true } });
  const { receiptSlipDue } = await book
    .as('Lê Thị Hạnh')
    .reception.accept({ commandId: commandId(1), draftId: null, reception: reception(), settledAtDesk: false });
  expect(receiptSlipDue).toBe(true);
  expect(book.store().acts.find(commandId(1))?.body.payload).toMatchObject({ registerVolume: null, registerNo: null, slipNo: null });
  book.close();
});

describe('preview', () => {
  test('shows what F9 would give now, and gives nothing', async () => {
    const typed = draft({ procedureCode: '1.001022', fullName: 'Đặng Thị Hòa', feeAmountVnd: 8000, feeState: 'paid' });
    const { due, pages, ...rest } = await hanh.reception.preview({ draft: typed, highlight: null });
    expect(rest).toEqual({ dueFault: null, feeVnd: 8000, nextDossierCode: '000.05.24.H11-260608-2001' });
    expect(due).toMatchObject({
      receivedAt: '2026-06-08T09:15',
      dueAt: '2026-06-11T17:30',
      calendarStatus: 'verified',
      limit: { value: 3, unit: 'workingDay', sameDay: false },
    });
    expect(pages).toHaveLength(1);
    expect(dossiers()).toBe(0);
    expect((await accept(1)).dossierCode).toBe(rest.nextDossierCode);
  });

  test.each([
    ['counter', '', null],
    ['postal', 'Tổ 9, xã Đức Thuận', 'Tổ 9, xã Đức Thuận'],
    ['electronic', 'hoa@example.vn', 'hoa@example.vn'],
  ] as const)('is word for word the paper that F9 gives, also %s', async (mode, typedPlace, place) => {
    const slips: ReceiptSlipData[] = [];
    Object.assign(office.desk.ports, {
      paper: {
        ...office.ports.paper,
        renderSvg: ({ data }: { data: ReceiptSlipData }) => {
          slips.push(data);
          return Promise.resolve({ pages: [''] });
        },
      },
    });
    const papers = [
      { name: 'Tờ khai', form: 'original', copies: 2, pages: null, presentOnly: false },
      { name: 'Giấy tờ tùy thân', form: 'original', copies: 1, pages: null, presentOnly: true },
    ] as const;
    const { applicant } = reception();
    const typed = draft({
      procedureCode: '1.001022',
      fullName: applicant.fullName,
      personalId: applicant.personalId ?? '',
      address: applicant.address ?? '',
      phone: applicant.phone ?? '',
      dossierCount: 120,
      documents: papers.map((paper) => ({ ...paper, listed: true, ticked: true, condition: null, extraReason: '' })),
      deliveryMode: mode,
      deliveryAddress: mode === 'postal' ? typedPlace : 'Một địa chỉ gõ trước khi đổi ý',
      email: mode === 'electronic' ? typedPlace : '',
      feeAmountVnd: 8000,
      feeState: 'paid',
    });
    await hanh.reception.preview({ draft: typed, highlight: null });
    const { dossierId } = await accept(1, {
      applicant: { ...applicant, email: mode === 'electronic' ? typedPlace : null },
      documents: papers.map((paper) => ({ ...paper, extraReason: null })),
      dossierCount: 120,
      resultDelivery: { mode, address: place },
    });
    await hanh.paper.preview({ dossierId, form: 'receiptSlip', layout: 'a5', reason: null });
    const [before, after] = slips;
    expect(before).toEqual({ ...after, occurredAt: expect.any(String), dossierId: null, copies: [2] });
    expect(before?.documents).toEqual([
      { name: 'Tờ khai', form: 'original', count: 2 },
      { name: 'Giấy tờ tùy thân', form: 'presentOnly', count: 1 },
    ]);
    expect(ReceiptSlipData.safeParse(before).success).toBe(true);
  });

  test('of an empty form and of half a time answers with what there is', async () => {
    expect(await hanh.reception.preview({ draft: draft(), highlight: null })).toMatchObject({
      due: null,
      dueFault: null,
      feeVnd: null,
      nextDossierCode: '000.05.24.H11-260608-2001',
    });
    expect(
      await hanh.reception.preview({ draft: draft({ procedureCode: '1.001022', occurredAt: '2026-06-' }), highlight: null }),
    ).toMatchObject({ due: { receivedAt: '2026-06-08T09:15' } });
  });

  test('says why there is no due date', async () => {
    const fault = async (changes: Parameters<typeof draft>[0]) =>
      (await hanh.reception.preview({ draft: draft(changes), highlight: null })).dueFault;
    expect(await fault({ procedureCode: '1.001022', occurredAt: '2050-06-08T09:00' })).toEqual({
      code: 'calendar-missing',
      params: { year: 2050 },
    });
    expect(await fault({ procedureCode: '9.999999' })).toEqual({ code: 'procedure-unknown', params: { procedureCode: '9.999999' } });
    // A year still being typed: no code could hold it.
    expect(await fault({ procedureCode: '1.001022', occurredAt: '1026-06-08T09:00' })).toBeNull();
  });
});

test('procedures are found by any part and opened by code', async () => {
  const [found] = await hanh.reception.procedures({ text: 'nhan cha me', limit: 5 });
  expect(found).toEqual({
    procedureCode: '1.001022',
    name: 'Thủ tục đăng ký nhận cha, mẹ, con',
    fieldName: expect.stringContaining('ộ tịch'),
    handledBy: null,
    registerOnly: false,
  });
  expect((await hanh.reception.procedure({ procedureCode: '1.001022' })).procedureVersionId).toBe('1.001022@1');
  expect(await refusal(hanh.reception.procedure({ procedureCode: '9.999999' }))).toEqual({
    code: 'procedure-unknown',
    data: { procedureCode: '9.999999' },
  });
});
