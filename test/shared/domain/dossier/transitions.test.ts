import { describe, expect, test } from 'vitest';
import { fold } from '#shared/domain/dossier/fold.ts';
import { may, mayMake } from '#shared/domain/dossier/may.ts';
import { blankDossier, type DossierState } from '#shared/domain/dossier/state.ts';
import { statusNumbers, type DossierStatus } from '#shared/domain/dossier/status.ts';
import { isSteered, transitions, type SteeredKind } from '#shared/domain/dossier/transitions.ts';
import type { Why } from '#shared/domain/dossier/why.ts';
import type { PlacedAct } from '#shared/journal/act.ts';
import { kinds, type Kind } from '#shared/journal/kinds.ts';
import { chain, desk, DOSSIER, dueOn, idsOf, june, placed, samples, uuid, type Told } from '../../../helpers/acts.ts';

type Step = readonly [Kind, Told<Kind>?];
const imported = (told: object): Step => ['dossier.imported', { payload: told }];
const accepted: Step = ['dossier.accepted'];
const preAcceptance: Step = [
  'dossier.supplementRequested',
  {
    payload: {
      phase: 'preAcceptance',
      applicant: samples['dossier.accepted'].applicant,
      procedureCode: '1.001193',
      procedureName: 'Khai sinh',
    },
  },
];

/** A way to each status. */
const ways: { readonly [status in DossierStatus | 'none']: readonly Step[] } = {
  none: [],
  registered: [['dossier.registered']],
  accepted: [accepted],
  notAccepted: [['dossier.notAccepted']],
  inProgress: [accepted, ['dossier.takenOver']],
  awaitingSupplement: [accepted, ['dossier.takenOver'], ['dossier.supplementRequested']],
  awaitingPayment: [accepted, ['dossier.takenOver'], ['dossier.paymentRequested']],
  withdrawn: [accepted, ['dossier.withdrawn']],
  stopped: [accepted, ['dossier.takenOver'], ['dossier.stopped']],
  resolved: [accepted, ['dossier.takenOver'], ['dossier.resolved']],
  returned: [accepted, ['dossier.takenOver'], ['dossier.resolved'], ['dossier.returned']],
  voided: [accepted, ['dossier.voided']],
};

/** The lifecycle once more, as `procedures.md` §3.2 tells it: from each status, what may follow and where it leads. */
const lawful: { readonly [status in DossierStatus | 'none']: Partial<Record<SteeredKind, DossierStatus>> } = {
  none: {
    'dossier.registered': 'registered',
    'dossier.accepted': 'accepted',
    'dossier.imported': 'accepted',
    'dossier.recordedAtOnce': 'returned',
    'dossier.notAccepted': 'notAccepted',
  },
  registered: {
    'dossier.accepted': 'accepted',
    'dossier.recordedAtOnce': 'returned',
    'dossier.notAccepted': 'notAccepted',
    'dossier.withdrawn': 'withdrawn',
    'dossier.corrected': 'registered',
  },
  accepted: {
    'dossier.handedOver': 'accepted',
    'dossier.takenOver': 'inProgress',
    'dossier.withdrawn': 'withdrawn',
    'dossier.voided': 'voided',
    'dossier.extended': 'accepted',
    'dossier.corrected': 'accepted',
  },
  notAccepted: {},
  inProgress: {
    'dossier.handedOver': 'inProgress',
    'dossier.takenOver': 'inProgress',
    'dossier.supplementRequested': 'awaitingSupplement',
    'dossier.paymentRequested': 'awaitingPayment',
    'dossier.stopped': 'stopped',
    'dossier.withdrawn': 'withdrawn',
    'dossier.resolved': 'resolved',
    'dossier.extended': 'inProgress',
    'dossier.corrected': 'inProgress',
  },
  awaitingSupplement: {
    'dossier.supplementCompleted': 'inProgress',
    'dossier.stopped': 'stopped',
    'dossier.withdrawn': 'withdrawn',
    'dossier.corrected': 'awaitingSupplement',
  },
  awaitingPayment: {
    'dossier.paymentConfirmed': 'inProgress',
    'dossier.stopped': 'stopped',
    'dossier.withdrawn': 'withdrawn',
    'dossier.corrected': 'awaitingPayment',
  },
  withdrawn: {},
  stopped: { 'dossier.reopened': 'inProgress', 'dossier.withdrawn': 'withdrawn', 'dossier.corrected': 'stopped' },
  resolved: {
    'dossier.handedOver': 'resolved',
    'dossier.resultRecalled': 'inProgress',
    'dossier.returned': 'returned',
    'dossier.withdrawn': 'withdrawn',
    'dossier.corrected': 'resolved',
  },
  returned: {},
  voided: {},
};

const steered = (Object.keys(kinds) as Kind[]).filter(isSteered);
const statuses = Object.keys(ways) as (DossierStatus | 'none')[];

function stateAfter(steps: readonly Step[]): DossierState {
  return steps.length === 0 ? blankDossier(DOSSIER) : fold(placed(chain(desk(1), ...steps)));
}

test('the table rules exactly the kinds of a dossier that do not commute', () => {
  const expected = (Object.keys(kinds) as Kind[]).filter((kind) => kinds[kind].of === 'dossier' && !kinds[kind].commutes);
  expect(Object.keys(transitions).sort()).toEqual([...expected].sort());
});

describe.each(statuses)('from %s', (status) => {
  test('the way there ends there', () => {
    const state = stateAfter(ways[status]);
    expect([state.status ?? 'none', state.statusNumber, state.needsDecision]).toEqual([
      status,
      status === 'none' ? null : statusNumbers[status],
      [],
    ]);
  });

  const toOthers = steered.filter((kind) => lawful[status][kind] === undefined);

  test.each(steered.filter((kind) => lawful[status][kind] !== undefined))('%s may follow', (kind) => {
    expect(may(stateAfter(ways[status]), kind, samples[kind] as never, june(8))).toEqual({ ok: true });
    const after = stateAfter([...ways[status], [kind]]);
    expect([after.status, after.needsDecision]).toEqual([lawful[status][kind], []]);
  });

  test.each(toOthers)('%s is refused', (kind) => {
    expect(may(stateAfter(ways[status]), kind, samples[kind] as never, june(8))).toMatchObject({ ok: false });
  });

  // Before a first act there is nothing to park on: such acts wait.
  test.each(status === 'none' ? [] : toOthers)('%s is parked for the reason it is refused', (kind) => {
    const refused = may(stateAfter(ways[status]), kind, samples[kind] as never, june(8));
    const acts = placed(chain(desk(1), ...ways[status], [kind]));
    const after = fold(acts);
    const actId = acts.at(-1)!.body.id;
    expect(after.status).toBe(status);
    expect(after.needsDecision).toEqual([{ actId, why: refused.ok ? 'none' : refused.why, against: null }]);
    expect(after.timeline.at(-1)).toMatchObject({ actId, effect: 'parked' });
  });
});

describe('conditions beyond the status', () => {
  const cases: readonly (readonly [string, readonly Step[], Step, Why | null])[] = [
    ['a second acceptance', ways.accepted, accepted, 'already-accepted'],
    ['returned to anything', ways.returned, ['dossier.takenOver'], 'dossier-closed'],
    ['accepting what was not accepted', ways.notAccepted, accepted, 'dossier-closed'],
    ['resolved to in progress without a recall', ways.resolved, ['dossier.takenOver'], 'not-from-this-status'],
    [
      'a second supplement request',
      [...ways.awaitingSupplement, ['dossier.supplementCompleted']],
      ['dossier.supplementRequested'],
      'second-supplement-needs-reason',
    ],
    [
      'a second supplement request with blanks for a reason',
      [...ways.awaitingSupplement, ['dossier.supplementCompleted']],
      ['dossier.supplementRequested', { payload: { secondTimeReason: '  ' } }],
      'second-supplement-needs-reason',
    ],
    [
      'a second supplement request with its reason',
      [...ways.awaitingSupplement, ['dossier.supplementCompleted']],
      ['dossier.supplementRequested', { payload: { secondTimeReason: 'Luật mới có hiệu lực' } }],
      null,
    ],
    [
      'an appraisal request after one before acceptance',
      [preAcceptance, accepted, ['dossier.takenOver']],
      ['dossier.supplementRequested'],
      'second-supplement-needs-reason',
    ],
    ['a second re-appointment', [accepted, ['dossier.extended']], ['dossier.extended'], 'already-extended'],
    ['voiding on the day', ways.accepted, ['dossier.voided', { occurredAt: june(8, '16:59') }], null],
    ['voiding the day after', ways.accepted, ['dossier.voided', { occurredAt: june(9, '00:00') }], 'not-the-same-day'],
    ['voiding on the day by another offset', ways.accepted, ['dossier.voided', { occurredAt: '2026-06-08T16:59:59Z' }], null],
    [
      'voiding the day after by another offset',
      ways.accepted,
      ['dossier.voided', { occurredAt: '2026-06-08T17:00:00Z' }],
      'not-the-same-day',
    ],
    ['voiding after hand-over', [accepted, ['dossier.handedOver']], ['dossier.voided'], 'handed-over-already'],
    ['voiding after take-over', ways.inProgress, ['dossier.voided'], 'handed-over-already'],
    [
      'voiding by the unit head, days later',
      ways.inProgress,
      ['dossier.voided', { occurredAt: june(20), payload: { byUnitHead: true } }],
      null,
    ],
    ['a pre-acceptance request of an accepted dossier', ways.accepted, preAcceptance, 'not-from-this-status'],
    [
      'a date corrected before there is a clock',
      ways.registered,
      ['dossier.corrected', { payload: { due: dueOn(12) } }],
      'not-from-this-status',
    ],
    ['an old row that was returned', [imported({ resolvedAt: june(9), returnedAt: june(9) })], ['dossier.corrected'], 'dossier-closed'],
    ['an old row that was resolved', [imported({ resolvedAt: june(9) })], ['dossier.returned'], null],
  ];

  test.each(cases)('%s', (_name, way, step, why) => {
    const [kind, told] = step;
    const before = stateAfter(way);
    const verdict = may(before, kind, { ...samples[kind], ...told?.payload } as never, told?.occurredAt ?? june(8));
    expect(verdict).toEqual(why === null ? { ok: true } : { ok: false, why });
    const after = stateAfter([...way, step]);
    expect(after.needsDecision.map((dispute) => dispute.why)).toEqual(why === null ? [] : [why]);
  });

  test('a supplement slip as first act says whose dossier it is', () => {
    const own = desk(1);
    const anonymous = own.make('dossier.supplementRequested', { payload: { phase: 'preAcceptance' } });
    expect(fold(placed([anonymous])).needsDecision).toEqual([{ actId: anonymous.body.id, why: 'applicant-missing', against: null }]);
    expect(stateAfter([preAcceptance])).toMatchObject({
      status: 'registered',
      supplementPhase: 'preAcceptance',
      procedureCode: '1.001193',
      needsDecision: [],
    });
  });

  test('without a payload only the status is asked', () => {
    const extended = stateAfter([accepted, ['dossier.extended']]);
    expect(may(extended, 'dossier.extended')).toEqual({ ok: true });
    expect(may(extended, 'dossier.returned')).toEqual({ ok: false, why: 'not-from-this-status' });
    expect(may(extended, 'dossier.noted')).toEqual({ ok: true });
    expect(may(extended, 'act.settled')).toEqual({ ok: false, why: 'settled-already' });
  });

  test('an open dispute comes first, notes and scans go on', () => {
    const own = desk(1);
    const acts = placed(chain(own, accepted, ['dossier.returned']));
    const state = fold(acts);
    expect(may(state, 'dossier.takenOver')).toEqual({ ok: false, why: 'needs-decision' });
    expect(may(state, 'dossier.noted')).toEqual({ ok: true });
    expect(may(state, 'act.settled', { keeps: [], setsAside: idsOf(acts).slice(1), reason: '' })).toEqual({ ok: true });
    expect(may(state, 'act.settled', { keeps: idsOf(acts).slice(0, 1), setsAside: [], reason: '' })).toEqual({
      ok: false,
      why: 'settled-already',
    });
  });

  test('an act as it would be made: from an old screen, on a parked act, by its own payload', () => {
    const own = desk(1);
    const [first, taken] = placed(chain(own, accepted, ['dossier.takenOver'])) as [PlacedAct, PlacedAct];
    const state = fold([first, taken]);
    const from = (basedOn: string | null, kind: Kind = 'dossier.takenOver') => mayMake(state, desk(2).make(kind, { basedOn }).body);
    expect(from(taken.body.id)).toEqual({ ok: true });
    expect(from(first.body.id)).toEqual({ ok: false, why: 'change-not-seen' });
    expect(from(uuid(0x999))).toEqual({ ok: false, why: 'change-not-seen' });
    expect(from(uuid(0x999), 'dossier.handedOver')).toEqual({ ok: false, why: 'change-not-seen' });
    expect(from(first.body.id, 'dossier.noted')).toEqual({ ok: true });
    expect(from(taken.body.id, 'dossier.returned')).toEqual({ ok: false, why: 'not-from-this-status' });
    const body = desk(2).make('dossier.takenOver', { basedOn: taken.body.id }).body;
    expect(mayMake(state, { ...body, v: 9 })).toEqual({ ok: false, why: 'needs-update' });
    expect(mayMake(state, { ...body, payload: {} })).toEqual({ ok: false, why: 'payload-unreadable' });
  });
});
