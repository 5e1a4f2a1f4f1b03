import { expect, test } from 'vitest';
import { blankDossier, type DossierState } from '#shared/domain/dossier/state.ts';
import type { DossierDetail } from '#shared/contract/dossier.ts';
import { kinds } from '#shared/journal/kinds.ts';
import { verbOf, whyNot } from '../../../renderer/counter/dossiers/page/next-step.ts';
import { gapsOf, stepForms, type StepKind, type StepValues } from '../../../renderer/counter/dossiers/page/step-forms.ts';

const blank = blankDossier('d');
const handedOver = {
  handedOverAt: '2025-04-09T10:05:00+07:00',
  handedOverBy: 'phuc',
  toPersonId: null,
  toUnit: 'Văn hóa – xã hội',
  takenOverAt: null,
  takenOverBy: null,
  note: null,
};
const nobody = { isUnitHead: false };

test.each<[StepKind, StepValues, Partial<DossierState>, unknown]>([
  ['dossier.takenOver', {}, { handovers: [handedOver] }, { fromPersonId: 'phuc', note: null }],
  ['dossier.handedOver', { toUnit: ' Địa chính ', note: '' }, {}, { toPersonId: null, toUnit: 'Địa chính', note: null }],
  ['dossier.resolved', {}, {}, { result: 'granted', resultNo: null, reason: null }],
  [
    'dossier.resolved',
    { result: 'granted', resultNo: '12/QĐ', reason: 'left from before' },
    {},
    { result: 'granted', resultNo: '12/QĐ', reason: null },
  ],
  [
    'dossier.resolved',
    { result: 'refused', reason: 'Đất đang tranh chấp' },
    {},
    { result: 'refused', resultNo: null, reason: 'Đất đang tranh chấp' },
  ],
  [
    'dossier.returned',
    {},
    {},
    { collector: 'applicant', collectorName: null, authorisation: null, trackingNo: null, lostReceiptReason: null },
  ],
  [
    'dossier.returned',
    {
      collector: 'authorised',
      collectorName: 'Ka Hương',
      authorisation: 'Giấy ủy quyền ngày 10/04/2025',
      trackingNo: 'from before',
      lostReceiptReason: 'Mất giấy',
    },
    {},
    {
      collector: 'authorised',
      collectorName: 'Ka Hương',
      authorisation: 'Giấy ủy quyền ngày 10/04/2025',
      trackingNo: null,
      lostReceiptReason: 'Mất giấy',
    },
  ],
  [
    'dossier.returned',
    { collector: 'post', trackingNo: 'EM123' },
    {},
    { collector: 'post', collectorName: null, authorisation: null, trackingNo: 'EM123', lostReceiptReason: null },
  ],
  ['dossier.voided', { reason: 'Nhập hai lần' }, {}, { reason: 'Nhập hai lần', byUnitHead: false }],
  ['dossier.noted', { text: 'Gọi lại buổi chiều' }, {}, { text: 'Gọi lại buổi chiều' }],
  ['dossier.notified', { text: 'Đã có kết quả' }, {}, { channel: 'phone', to: null, text: 'Đã có kết quả' }],
])('%s with %o makes an act of its kind', (kind, values, state, expected) => {
  const payload = stepForms[kind].payload(values, { ...blank, ...state }, nobody);
  expect(payload).toEqual(expected);
  expect(kinds[kind].versions[0]?.schema.parse(payload)).toEqual(expected);
});

test.each<[StepKind, StepValues, readonly string[]]>([
  ['dossier.handedOver', { toUnit: '  ' }, ['toUnit']],
  ['dossier.resolved', {}, []],
  ['dossier.resolved', { result: 'refused' }, ['reason']],
  ['dossier.returned', { collector: 'authorised', collectorName: 'Ka Hương' }, ['authorisation']],
  ['dossier.returned', { collector: 'post' }, ['trackingNo']],
])('%s with %o misses %o', (kind, values, expected) => {
  expect(gapsOf(kind, values)).toEqual(expected);
});

const all = ['dossier.takenOver', 'dossier.resolved', 'dossier.returned', 'dossier.handedOver', 'dossier.voided'];
const detail = (allowed: readonly string[], state: Partial<DossierState> = {}, badge = 'inTerm') =>
  ({
    state: { ...blank, ...state },
    badge: { kind: badge, days: null, at: null },
    next: all.map((kind) => ({ kind, allowed: allowed.includes(kind), why: allowed.includes(kind) ? null : 'not-permitted' })),
  }) as unknown as DossierDetail;
const ngan = { personId: 'ngan', maySettle: true };
const hanh = { personId: 'hanh', maySettle: false };

test.each([
  [
    'a specialist takes over first',
    detail(['dossier.takenOver', 'dossier.resolved'], { holder: 'phuc', status: 'accepted' }),
    ngan,
    'dossier.takenOver',
  ],
  [
    'and then ends what she holds',
    detail(['dossier.takenOver', 'dossier.resolved'], { holder: 'ngan', status: 'inProgress' }),
    ngan,
    'dossier.resolved',
  ],
  [
    'the desk hands over',
    detail(['dossier.takenOver', 'dossier.handedOver'], { holder: 'hanh', status: 'accepted' }),
    hanh,
    'dossier.handedOver',
  ],
  ['but not twice', detail(['dossier.handedOver'], { handovers: [handedOver] }), hanh, undefined],
  ['the desk returns a result', detail(['dossier.returned', 'dossier.voided'], { status: 'resolved' }), hanh, 'dossier.returned'],
  ['voiding is never what F9 does by itself', detail(['dossier.voided']), hanh, undefined],
  ['an app too old leaves it alone', detail(all, { readOnly: 'needs-update' }), ngan, undefined],
])('%s', (_, shown, reader, expected) => {
  expect(verbOf(shown, reader)).toEqual(expected === undefined ? { kind: 'none' } : { kind: 'step', step: expected });
});

test('two stories come before any step', () => {
  expect(verbOf(detail(all, {}, 'needsDecision'), ngan)).toEqual({ kind: 'decide' });
});

test('a step that is not allowed says why', () => {
  const { next } = detail(['dossier.returned']);
  expect([whyNot(next, 'dossier.returned'), whyNot(next, 'dossier.resolved'), whyNot([], 'dossier.resolved')]).toEqual([
    undefined,
    'not-permitted',
    'not-permitted',
  ]);
});
