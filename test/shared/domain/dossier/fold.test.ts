import { describe, expect, test } from 'vitest';
import { fold, foldIncremental } from '#shared/domain/dossier/fold.ts';
import type { JsonObject, PlacedAct } from '#shared/journal/act.ts';
import { applicant, chain, desk, DOSSIER, dueOn, june, placed, samples, uuid } from '../../../helpers/acts.ts';

test('a dossier on its whole way', () => {
  const acts = placed(
    chain(
      desk(1),
      ['dossier.accepted', { occurredAt: june(8) }],
      ['dossier.handedOver', { occurredAt: june(8, '14:00') }],
      ['dossier.takenOver', { occurredAt: june(8, '14:05'), actorId: 'tu-phap' }],
      ['dossier.supplementRequested', { occurredAt: june(9), actorId: 'tu-phap' }],
      ['dossier.supplementCompleted', { occurredAt: june(15) }],
      ['dossier.paymentRequested', { occurredAt: june(16) }],
      ['dossier.paymentConfirmed', { occurredAt: june(17), payload: { due: dueOn(19) } }],
      ['dossier.extended', { occurredAt: june(18), payload: { promisedAt: june(22) } }],
      ['dossier.resolved', { occurredAt: june(19, '16:00') }],
      ['dossier.returned', { occurredAt: june(22) }],
    ),
  );
  const accepted = samples['dossier.accepted'];
  const id = (n: number): string => acts[n]!.body.id;
  const state = fold(acts);
  const { marks: _marks, ...shown } = state;
  expect(shown).toEqual({
    dossierId: DOSSIER,
    status: 'returned',
    statusNumber: 10,
    dossierCode: accepted.dossierCode,
    codeConflict: null,
    portalCode: null,
    agencyCode: '000.05.24.H11',
    procedureCode: '1.001193',
    procedureVersionId: '1.001193@2025-07-01',
    procedureName: 'Thủ tục đăng ký khai sinh',
    fieldCode: 'HO_TICH',
    fieldName: null,
    applicant,
    submitter: null,
    channel: 'inPerson',
    submittedAt: null,
    receivedAt: june(8),
    receivedBy: 'person-1',
    documents: [...accepted.documents, ...samples['dossier.supplementCompleted'].documents],
    dossierCount: 1,
    fee: accepted.fee,
    resultDelivery: accepted.resultDelivery,
    limit: accepted.limit,
    variant: null,
    counterNo: 1,
    registerVolume: '1',
    registerNo: 7,
    slipNo: 7,
    formSet: 'TT01_2018',
    entryMode: 'live',
    backfill: null,
    note: null,
    firstDueAt: june(11, '17:30'),
    dueAt: june(19, '17:30'),
    due: dueOn(19),
    promisedAt: june(22),
    extension: { ...samples['dossier.extended'], promisedAt: june(22), actId: id(7), oldDueAt: june(19, '17:30'), occurredAt: june(18) },
    clockCycle: 2,
    clockCycles: [
      { startedAt: june(8), dueAt: june(11, '17:30'), steps: dueOn(11).steps, pauses: [], endedAt: june(9), why: 'supplementRequested' },
      {
        startedAt: june(15),
        dueAt: june(19, '17:30'),
        steps: dueOn(19).steps,
        pauses: [{ from: june(16), to: june(17), why: 'payment' }],
        endedAt: june(19, '16:00'),
        why: 'resolved',
      },
    ],
    paused: false,
    supplementPhase: null,
    supplements: [
      {
        actId: id(3),
        phase: 'appraisal',
        items: ['Giấy chứng sinh'],
        reason: 'Thiếu giấy chứng sinh',
        secondTimeReason: null,
        noticeNo: null,
        requestedAt: june(9),
        completedAt: june(15),
      },
    ],
    payment: { reason: 'Thông báo thuế', amountVnd: 120_000, requestedAt: june(16), confirmedAt: june(17), proof: 'GNT 15' },
    resolvedAt: june(19, '16:00'),
    returnedAt: june(22),
    result: 'granted',
    resultNo: '15/2026',
    resultReason: null,
    collector: samples['dossier.returned'],
    closing: null,
    handovers: [
      {
        handedOverAt: june(8, '14:00'),
        handedOverBy: 'person-1',
        toPersonId: 'tu-phap',
        toUnit: null,
        takenOverAt: june(8, '14:05'),
        takenOverBy: 'tu-phap',
        note: null,
      },
    ],
    holder: 'tu-phap',
    slips: [],
    notes: [],
    notices: [],
    scans: [],
    consultations: [],
    corrections: [],
    timeline: acts.map(({ body }) => ({
      actId: body.id,
      kind: body.kind,
      occurredAt: body.occurredAt,
      recordedAt: body.recordedAt,
      actorId: body.actorId,
      effect: 'applied',
    })),
    lastActId: id(9),
    lastStatusActId: id(9),
    shownActId: id(9),
    needsDecision: [],
    setAside: [],
    readOnly: null,
    lines: { status: id(9), due: id(8), documents: id(4) },
    openedBy: id(0),
    tail: { placement: { epoch: 'e1', position: 10 }, unplaced: {} },
  });
  expect(JSON.parse(JSON.stringify(state))).toEqual(state);
});

describe('the clock', () => {
  const cyclesOf = (...steps: Parameters<typeof chain>[1][]) => {
    const state = fold(placed(chain(desk(1), ...steps)));
    return {
      cycles: state.clockCycles.map(({ startedAt, dueAt, pauses, endedAt, why }) => ({ startedAt, dueAt, pauses, endedAt, why })),
      state,
    };
  };
  const open = { dueAt: june(22, '17:30'), endedAt: null, why: null };

  test('reopened after a stop within the limit goes on in its cycle', () => {
    const { cycles, state } = cyclesOf(
      ['dossier.accepted'],
      ['dossier.takenOver'],
      ['dossier.stopped', { occurredAt: june(10) }],
      ['dossier.reopened', { occurredAt: june(17) }],
    );
    expect(cycles).toEqual([{ ...open, startedAt: june(8), pauses: [{ from: june(10), to: june(17), why: 'stopped' }] }]);
    expect([state.closing, state.paused, state.firstDueAt]).toEqual([null, false, june(11, '17:30')]);
  });

  test('reopened after a supplement never came starts anew', () => {
    const { cycles } = cyclesOf(
      ['dossier.accepted'],
      ['dossier.takenOver'],
      ['dossier.supplementRequested', { occurredAt: june(9) }],
      ['dossier.stopped', { occurredAt: june(16) }],
      ['dossier.reopened', { occurredAt: june(17) }],
    );
    expect(cycles).toEqual([
      { startedAt: june(8), dueAt: june(11, '17:30'), pauses: [], endedAt: june(9), why: 'supplementRequested' },
      { ...open, startedAt: june(17), pauses: [] },
    ]);
  });

  test('a stop on top of a pause is one pause', () => {
    const { cycles } = cyclesOf(
      ['dossier.accepted'],
      ['dossier.takenOver'],
      ['dossier.paymentRequested', { occurredAt: june(9) }],
      ['dossier.stopped', { occurredAt: june(10) }],
      ['dossier.withdrawn', { occurredAt: june(12) }],
    );
    expect(cycles).toEqual([
      {
        startedAt: june(8),
        dueAt: june(11, '17:30'),
        pauses: [{ from: june(9), to: june(12), why: 'payment' }],
        endedAt: june(12),
        why: 'withdrawn',
      },
    ]);
  });

  test('a recalled result takes back what was resolved, promised dates too, and starts a cycle', () => {
    const { state } = cyclesOf(
      ['dossier.accepted'],
      ['dossier.takenOver'],
      ['dossier.extended'],
      ['dossier.resolved', { occurredAt: june(11) }],
      ['dossier.resultRecalled', { occurredAt: june(23) }],
    );
    expect(state).toMatchObject({
      status: 'inProgress',
      resolvedAt: null,
      result: null,
      resultNo: null,
      promisedAt: null,
      dueAt: june(24, '17:30'),
      clockCycle: 2,
      corrections: [{ reason: 'Sai họ tên', changes: [{ field: 'result', documentNo: '3/CV' }] }],
    });
    expect(state.extension?.promisedAt).toBe(june(15, '17:30'));
  });

  test('a row of an old register brings its dates with it', () => {
    const row = fold(placed([desk(1).make('dossier.imported', { payload: { resolvedAt: june(9), returnedAt: june(10) } })]));
    expect(row).toMatchObject({
      status: 'returned',
      receivedAt: june(8),
      dueAt: june(9, '17:30'),
      firstDueAt: june(9, '17:30'),
      due: null,
      resolvedAt: june(9),
      returnedAt: june(10),
      entryMode: 'import',
      clockCycles: [{ startedAt: june(8), endedAt: june(9), why: 'resolved' }],
    });
  });

  test('settled at the desk: three times in one act', () => {
    expect(fold(placed([desk(1).make('dossier.recordedAtOnce')]))).toMatchObject({
      status: 'returned',
      receivedAt: june(8),
      resolvedAt: june(8, '09:40'),
      returnedAt: june(8, '09:45'),
      result: 'granted',
      slipNo: null,
    });
  });
});

describe('beside the course', () => {
  test('notes, notices, scans, consultations, code conflict and rows of the control slip', () => {
    const own = desk(1);
    const accepted = own.make('dossier.accepted');
    const basedOn = accepted.body.id;
    const asked = own.make('consultation.asked', { basedOn });
    const acts = [
      accepted,
      own.make('dossier.noted', { basedOn }),
      own.make('dossier.notified', { basedOn }),
      own.make('document.scanned', { basedOn }),
      asked,
      own.make('consultation.answered', { basedOn, occurredAt: june(9), payload: { askedActId: asked.body.id } }),
      own.make('code.conflicted', { basedOn }),
      own.make('personalData.revealed', { basedOn }),
      own.make('dossier.takenOver', { basedOn, occurredAt: june(9), payload: { fromPersonId: 'person-9', note: 'đủ giấy' } }),
    ];
    const state = fold(placed(acts));
    expect(state).toMatchObject({
      status: 'inProgress',
      notes: [{ text: 'Gọi lại buổi chiều', actorId: 'person-1' }],
      notices: [{ channel: 'phone', to: '0900000001', text: null }],
      scans: [{ documentName: 'Tờ khai', pages: 2 }],
      consultations: [{ actId: asked.body.id, agency: 'Công an xã', answer: { content: 'Đúng', answeredAt: june(9) } }],
      codeConflict: samples['code.conflicted'],
      handovers: [{ handedOverAt: null, handedOverBy: 'person-9', takenOverAt: june(9), takenOverBy: 'person-1', note: 'đủ giấy' }],
      needsDecision: [],
    });
    expect(state.timeline).toHaveLength(9);
  });
});

describe('what this app cannot read', () => {
  const later = (act: PlacedAct, change: { kind?: string; v?: number; payload?: JsonObject }): PlacedAct => ({
    ...act,
    body: { ...act.body, ...change },
  });
  const own = desk(1);
  const [accepted, taken, resolved] = placed(chain(own, ['dossier.accepted'], ['dossier.takenOver'], ['dossier.resolved'])) as [
    PlacedAct,
    PlacedAct,
    PlacedAct,
  ];
  const effects = (acts: readonly PlacedAct[]) => fold(acts).timeline.map(({ effect }) => effect);

  test.each([{ kind: 'dossier.inventedLater' }, { v: 2 }])('%o: read-only, with what was known before', (change) => {
    const acts = [accepted, later(taken, change), resolved];
    expect(fold(acts)).toMatchObject({ status: 'accepted', readOnly: 'needs-update', needsDecision: [] });
    expect(effects(acts)).toEqual(['applied', 'waiting', 'waiting']);
  });

  test('an unknown first act shows a dossier that needs the update', () => {
    expect(fold([later(accepted, { kind: 'dossier.openedOtherwise' })])).toMatchObject({ status: null, readOnly: 'needs-update' });
    expect(fold([later(accepted, { v: 2 }), taken])).toMatchObject({ status: null, readOnly: 'needs-update', dossierId: DOSSIER });
  });

  test('keys of a newer writer are no reason', () => {
    expect(fold([accepted, later(taken, { payload: { ...taken.body.payload, later: true } })])).toMatchObject({
      status: 'inProgress',
      readOnly: null,
    });
  });

  test('a payload that breaks its own schema is for a person to settle', () => {
    const broken = later(taken, { payload: { note: 7 } });
    expect(fold([accepted, broken])).toMatchObject({
      status: 'accepted',
      readOnly: null,
      needsDecision: [{ actId: taken.body.id, why: 'payload-unreadable', against: null }],
    });
  });
});

test('acts waiting for the dossier are shown and do nothing', () => {
  const stub = desk(2).make('dossier.returned');
  const state = fold([stub]);
  expect(state).toMatchObject({ status: null, readOnly: null, needsDecision: [], lastActId: null });
  expect(state.timeline).toEqual([
    {
      actId: stub.body.id,
      kind: 'dossier.returned',
      occurredAt: june(8),
      recordedAt: june(8, '09:16'),
      actorId: 'person-2',
      effect: 'waiting',
    },
  ]);
});

test('what waited takes effect with the act that ends its waiting, one act at a time too', () => {
  const own = desk(1);
  const [accepted, taken, resolved] = chain(own, ['dossier.accepted'], ['dossier.takenOver'], ['dossier.resolved']) as [
    PlacedAct,
    PlacedAct,
    PlacedAct,
  ];
  const arrival = placed([resolved, taken, accepted]);
  const states = arrival.map((_act, index) => fold(arrival.slice(0, index + 1)));
  expect(states.map(({ status }) => status)).toEqual([null, null, 'resolved']);
  for (const [index, act] of arrival.entries()) {
    if (index === 0) continue;
    expect(foldIncremental(states[index - 1]!, act, () => arrival.slice(0, index))).toEqual(states[index]);
  }
});

test('a caller who mixes dossiers is told', () => {
  const own = desk(1);
  expect(() => fold([])).toThrow('no act of a dossier');
  expect(() => fold([own.make('person.added', { dossierId: null })])).toThrow('no act of a dossier');
  const accepted = own.make('dossier.accepted');
  expect(() => foldIncremental(fold([accepted]), own.make('dossier.noted', { dossierId: uuid(3) }), () => [])).toThrow(
    'an act of another dossier',
  );
  expect(() => fold([accepted, own.make('dossier.noted', { dossierId: uuid(3) })])).toThrow('acts of several dossiers');
});
