import { describe, expect, test } from 'vitest';
import { fold } from '#shared/domain/dossier/fold.ts';
import type { PlacedAct } from '#shared/journal/act.ts';
import { chain, desk, dueOn, june, placed, samples } from '../../../helpers/acts.ts';

const effectsOf = (acts: readonly PlacedAct[]): Record<string, string> =>
  Object.fromEntries(fold(acts).timeline.map(({ actId, effect }) => [actId, effect]));

/** Two counters that both have an accepted dossier in hand and are offline from then on. */
function twoCounters() {
  const one = desk(1);
  const two = desk(2);
  const accepted = one.make('dossier.accepted');
  return { one, two, accepted, basedOn: accepted.body.id };
}

describe('two counters, one step', () => {
  test('the second in order is parked, with both sides named', () => {
    const { one, two, accepted, basedOn } = twoCounters();
    const first = one.make('dossier.takenOver', { basedOn });
    const second = two.make('dossier.takenOver', { basedOn });
    expect(fold(placed([accepted, first, second]))).toMatchObject({
      status: 'inProgress',
      holder: 'person-1',
      needsDecision: [{ actId: second.body.id, why: 'change-not-seen', against: first.body.id }],
      lastActId: first.body.id,
    });
    expect(fold(placed([accepted, second, first]))).toMatchObject({
      holder: 'person-2',
      needsDecision: [{ actId: first.body.id, why: 'change-not-seen', against: second.body.id }],
    });
  });

  test('an illegal step that was not seen coming names what it collides with', () => {
    const { one, two, accepted, basedOn } = twoCounters();
    const withdrawn = one.make('dossier.withdrawn', { basedOn });
    const taken = two.make('dossier.takenOver', { basedOn });
    expect(fold(placed([accepted, withdrawn, taken])).needsDecision).toEqual([
      { actId: taken.body.id, why: 'dossier-closed', against: withdrawn.body.id },
    ]);
  });

  test('a note after the own base does not count as having seen the other counter', () => {
    const { one, two, accepted, basedOn } = twoCounters();
    const taken = one.make('dossier.takenOver', { basedOn });
    const note = two.make('dossier.noted', { basedOn });
    const withdrawn = two.make('dossier.withdrawn', { basedOn: note.body.id });
    const state = fold(placed([accepted, taken, note, withdrawn]));
    expect(state.needsDecision).toEqual([{ actId: withdrawn.body.id, why: 'change-not-seen', against: taken.body.id }]);
    // The next act is based on what knew all, so that it is not blamed for the note.
    expect(state.lastActId).toBe(taken.body.id);
  });

  test('what is built on a parked act is parked, notes and scans are not', () => {
    const { one, two, accepted, basedOn } = twoCounters();
    const first = one.make('dossier.takenOver', { basedOn });
    const parked = two.make('dossier.takenOver', { basedOn });
    const onParked = two.make('dossier.noted', { basedOn: parked.body.id });
    const resolved = two.make('dossier.resolved', { basedOn: onParked.body.id });
    const state = fold(placed([accepted, first, parked, onParked, resolved]));
    expect(state.needsDecision).toEqual([
      { actId: parked.body.id, why: 'change-not-seen', against: first.body.id },
      { actId: resolved.body.id, why: 'built-on-parked', against: parked.body.id },
    ]);
    expect(state).toMatchObject({ status: 'inProgress', notes: [{ actId: onParked.body.id }], lastActId: first.body.id });
  });

  test('a note on a parked act is no base for the next act', () => {
    const { one, two, accepted, basedOn } = twoCounters();
    const parked = two.make('dossier.returned', { basedOn });
    const note = two.make('dossier.noted', { basedOn: parked.body.id });
    expect(fold(placed([accepted, parked, note])).lastActId).toBe(accepted.body.id);
    const taken = one.make('dossier.takenOver', { basedOn });
    expect(fold(placed([accepted, parked, note, taken])).status).toBe('inProgress');
  });

  test('a slip in hand and nothing else is as good a base as the acceptance', () => {
    const { one, two, accepted, basedOn } = twoCounters();
    const stub = two.make('dossier.withdrawn', { basedOn: null });
    expect(fold(placed([accepted, stub]))).toMatchObject({ status: 'withdrawn', needsDecision: [] });
    const taken = one.make('dossier.takenOver', { basedOn });
    expect(fold(placed([accepted, taken, stub])).needsDecision).toEqual([
      { actId: stub.body.id, why: 'change-not-seen', against: taken.body.id },
    ]);
    // It waited for the acceptance, so it takes effect right after it, before the step that came earlier in order.
    expect(fold(placed([stub, accepted, taken]))).toMatchObject({ status: 'withdrawn', needsDecision: [{ actId: taken.body.id }] });
  });
});

describe('what does not collide', () => {
  test('a name corrected here, taken over there, in either order', () => {
    const { one, two, accepted, basedOn } = twoCounters();
    const corrected = one.make('dossier.corrected', { basedOn });
    const taken = two.make('dossier.takenOver', { basedOn });
    for (const acts of [
      [accepted, corrected, taken],
      [accepted, taken, corrected],
    ]) {
      expect(fold(placed(acts))).toMatchObject({ status: 'inProgress', applicant: { fullName: 'Đặng Thị Hoà An' }, needsDecision: [] });
    }
  });

  test('corrections of different parts do not, of the same part do', () => {
    const { one, two, accepted, basedOn } = twoCounters();
    const name = one.make('dossier.corrected', { basedOn });
    const fee = two.make('dossier.corrected', {
      basedOn,
      payload: { applicant: null, fee: { ...samples['dossier.accepted'].fee, amountVnd: 0, state: 'exempt' } },
    });
    const otherName = two.make('dossier.corrected', {
      basedOn,
      payload: { applicant: { ...samples['dossier.accepted'].applicant, sex: null } },
    });
    expect(fold(placed([accepted, name, fee]))).toMatchObject({
      fee: { state: 'exempt' },
      applicant: { fullName: 'Đặng Thị Hoà An' },
      needsDecision: [],
    });
    expect(fold(placed([accepted, name, otherName])).needsDecision).toEqual([
      { actId: otherName.body.id, why: 'change-not-seen', against: name.body.id },
    ]);
  });

  test('promised or dated anew here, taken over there', () => {
    const { one, two, accepted, basedOn } = twoCounters();
    const taken = two.make('dossier.takenOver', { basedOn });
    const redated = one.make('dossier.corrected', { basedOn, payload: { applicant: null, due: dueOn(12) } });
    expect(fold(placed([accepted, one.make('dossier.extended', { basedOn }), taken]))).toMatchObject({
      status: 'inProgress',
      needsDecision: [],
    });
    expect(fold(placed([accepted, redated, taken]))).toMatchObject({ status: 'inProgress', dueAt: june(12, '17:30'), needsDecision: [] });
  });

  test('two hand-overs are two rows', () => {
    const { one, two, accepted, basedOn } = twoCounters();
    const acts = placed([accepted, one.make('dossier.handedOver', { basedOn }), two.make('dossier.handedOver', { basedOn })]);
    expect(fold(acts)).toMatchObject({ needsDecision: [], handovers: [{ handedOverBy: 'person-1' }, { handedOverBy: 'person-2' }] });
  });
});

describe('two dates', () => {
  test('a date corrected without having seen the clock stop is for a person to settle', () => {
    const { one, two, accepted, basedOn } = twoCounters();
    const taken = one.make('dossier.takenOver', { basedOn });
    const asked = one.make('dossier.paymentRequested', { basedOn: taken.body.id });
    const redated = two.make('dossier.corrected', { basedOn, payload: { applicant: null, due: dueOn(30) } });
    expect(fold(placed([accepted, taken, asked, redated]))).toMatchObject({
      dueAt: june(11, '17:30'),
      needsDecision: [{ actId: redated.body.id, why: 'change-not-seen', against: asked.body.id }],
    });
    expect(fold(placed([accepted, taken, redated]))).toMatchObject({ dueAt: june(30, '17:30'), needsDecision: [] });
  });

  test('a promise made without having seen the new date', () => {
    const { one, two, accepted, basedOn } = twoCounters();
    const redated = one.make('dossier.corrected', { basedOn, payload: { applicant: null, due: dueOn(30) } });
    const promised = two.make('dossier.extended', { basedOn });
    expect(fold(placed([accepted, redated, promised]))).toMatchObject({
      promisedAt: null,
      needsDecision: [{ actId: promised.body.id, against: redated.body.id }],
    });
  });
});

describe('the server contests', () => {
  const { one, accepted, basedOn } = twoCounters();
  const taken = one.make('dossier.takenOver', { basedOn });
  const server = desk(9);
  const contested = server.make('act.contested', { payload: { actId: taken.body.id } });

  test('the act keeps its effect until somebody decides', () => {
    expect(fold(placed([accepted, taken, contested]))).toMatchObject({
      status: 'inProgress',
      lastActId: taken.body.id,
      needsDecision: [{ actId: taken.body.id, why: 'contested', against: contested.body.id }],
    });
  });

  test('before the act has come it waits for it', () => {
    expect(effectsOf(placed([accepted, contested]))).toEqual({ [accepted.body.id]: 'applied', [contested.body.id]: 'waiting' });
    expect(fold(placed([accepted, contested, taken])).needsDecision).toHaveLength(1);
  });

  test('kept or set aside by a settlement that comes after it', () => {
    const settle = (payload: { keeps?: string[]; setsAside?: string[] }) => one.make('act.settled', { basedOn: taken.body.id, payload });
    const kept = settle({ keeps: [taken.body.id] });
    const aside = settle({ setsAside: [taken.body.id] });
    expect(fold(placed([accepted, taken, contested, kept]))).toMatchObject({ status: 'inProgress', needsDecision: [], setAside: [] });
    expect(fold(placed([accepted, taken, contested, aside]))).toMatchObject({
      status: 'accepted',
      needsDecision: [],
      setAside: [{ actId: taken.body.id, by: aside.body.id, why: 'set-aside' }],
    });
    // One that was made before the server spoke has decided nothing.
    expect(fold(placed([accepted, taken, kept, contested]))).toMatchObject({
      needsDecision: [{ actId: taken.body.id, why: 'contested' }],
      setAside: [{ actId: kept.body.id, why: 'settled-already' }],
    });
  });

  test('contested again after it was kept is open again, and can be settled again', () => {
    const kept = one.make('act.settled', { basedOn: taken.body.id, payload: { keeps: [taken.body.id] } });
    const again = server.make('act.contested', { payload: { actId: taken.body.id, reason: 'device-revoked' } });
    const aside = one.make('act.settled', { basedOn: taken.body.id, payload: { setsAside: [taken.body.id] } });
    const acts = [accepted, taken, contested, kept, again];
    expect(fold(placed(acts)).needsDecision).toEqual([{ actId: taken.body.id, why: 'contested', against: again.body.id }]);
    expect(fold(placed([...acts, aside]))).toMatchObject({ status: 'accepted', needsDecision: [] });
  });
});

describe('a settlement', () => {
  const { one, two, accepted, basedOn } = twoCounters();
  const first = one.make('dossier.takenOver', { basedOn });
  const resolvedByOne = one.make('dossier.resolved', { basedOn: first.body.id });
  const second = two.make('dossier.takenOver', { basedOn });
  const noteOfTwo = two.make('dossier.noted', { basedOn: second.body.id });
  const askedByTwo = two.make('dossier.supplementRequested', { basedOn: noteOfTwo.body.id });
  const dispute = [accepted, first, resolvedByOne, second, noteOfTwo, askedByTwo];
  const settled = (by: ReturnType<typeof desk>, keeps: readonly PlacedAct[], setsAside: readonly PlacedAct[]): PlacedAct =>
    by.make('act.settled', {
      basedOn: first.body.id,
      payload: { keeps: keeps.map(({ body }) => body.id), setsAside: setsAside.map(({ body }) => body.id) },
    });

  test('before it: one side has effect, the other is parked with all that is built on it', () => {
    expect(fold(placed(dispute))).toMatchObject({
      status: 'resolved',
      needsDecision: [
        { actId: second.body.id, why: 'not-from-this-status', against: resolvedByOne.body.id },
        { actId: askedByTwo.body.id, why: 'built-on-parked', against: second.body.id },
      ],
    });
  });

  test('for the parked side: kept acts take effect in their place, what stood on the other side is to be done again', () => {
    const decision = settled(one, [second], [first]);
    const state = fold(placed([...dispute, decision]));
    expect(state).toMatchObject({
      status: 'awaitingSupplement',
      holder: 'person-2',
      needsDecision: [],
      setAside: [
        { actId: first.body.id, by: decision.body.id, why: 'set-aside' },
        { actId: resolvedByOne.body.id, by: decision.body.id, why: 'built-on-set-aside' },
      ],
      resolvedAt: null,
    });
    expect(state.notes).toHaveLength(1);
  });

  test('for the side with effect: the parked one and what is built on it are to be done again', () => {
    const decision = settled(two, [first], [second]);
    expect(fold(placed([...dispute, decision]))).toMatchObject({
      status: 'resolved',
      needsDecision: [],
      setAside: [
        { actId: second.body.id, by: decision.body.id, why: 'set-aside' },
        { actId: askedByTwo.body.id, by: decision.body.id, why: 'built-on-set-aside' },
      ],
      notes: [{ actId: noteOfTwo.body.id }],
    });
  });

  test('of two the first in order counts, the other needs nothing more', () => {
    const one1 = settled(one, [first], [second]);
    const two1 = settled(two, [second], [first]);
    const state = fold(placed([...dispute, one1, two1]));
    expect(state).toMatchObject({ status: 'resolved', needsDecision: [] });
    expect(state.setAside.at(-1)).toEqual({ actId: two1.body.id, by: one1.body.id, why: 'settled-already' });
    expect(fold(placed([...dispute, two1, one1]))).toMatchObject({ status: 'awaitingSupplement', needsDecision: [] });
  });

  test('keeping what still cannot be leaves it open, and another settlement can end it', () => {
    const kept = settled(one, [second], []);
    const half = fold(placed([...dispute, kept]));
    // Resolved by the first counter, the dossier cannot be taken over, kept or not.
    expect(half.needsDecision.map(({ actId, why }) => [actId, why])).toEqual([
      [second.body.id, 'not-from-this-status'],
      [askedByTwo.body.id, 'built-on-parked'],
    ]);
    const aside = settled(one, [], [second]);
    expect(fold(placed([...dispute, kept, aside]))).toMatchObject({ status: 'resolved', needsDecision: [] });
  });

  test('later acts go on from what was kept', () => {
    const decision = settled(one, [second], [first]);
    const state = fold(placed([...dispute, decision]));
    const completed = one.make('dossier.supplementCompleted', { basedOn: state.lastActId });
    expect(fold(placed([...dispute, decision, completed]))).toMatchObject({
      status: 'inProgress',
      dueAt: june(18, '17:30'),
      needsDecision: [],
    });
  });

  test('keeping both sides: neither needs to have seen the other, and what comes after the second has seen both', () => {
    const acts = [accepted, first, second];
    const kept = settled(one, [first, second], []);
    const { lastActId, holder, needsDecision } = fold(placed([...acts, kept]));
    expect([lastActId, holder, needsDecision]).toEqual([second.body.id, 'person-2', []]);
    const resolved = one.make('dossier.resolved', { basedOn: second.body.id });
    expect(fold(placed([...acts, kept, resolved]))).toMatchObject({ status: 'resolved', needsDecision: [] });
  });

  test('what is kept counts as knowing all that came before it', () => {
    const corrected = one.make('dossier.corrected', { basedOn: first.body.id });
    const acts = [accepted, first, corrected, second, settled(one, [second], [])];
    expect(fold(placed(acts))).toMatchObject({ lastActId: second.body.id, holder: 'person-2', needsDecision: [] });
  });

  test('waits for the acts it names', () => {
    const decision = settled(one, [second], [first]);
    const without = dispute.filter((act) => act !== second && act !== noteOfTwo && act !== askedByTwo);
    expect(effectsOf(placed([...without, decision]))[decision.body.id]).toBe('waiting');
    const early = placed([...without, decision, second, noteOfTwo, askedByTwo]);
    expect(fold(early)).toMatchObject({ status: 'awaitingSupplement', needsDecision: [] });
  });
});

test('one long chain of one clerk is never disputed', () => {
  const acts = placed(
    chain(
      desk(1),
      ['dossier.registered'],
      ['dossier.accepted'],
      ['dossier.noted'],
      ['dossier.takenOver'],
      ['dossier.noted'],
      ['dossier.resolved'],
      ['dossier.returned'],
    ),
  );
  expect(fold(acts)).toMatchObject({ status: 'returned', needsDecision: [], lastActId: acts.at(-1)!.body.id });
});
