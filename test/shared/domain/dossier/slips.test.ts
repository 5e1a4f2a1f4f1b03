import { describe, expect, test } from 'vitest';
import { fold } from '#shared/domain/dossier/fold.ts';
import type { PlacedAct } from '#shared/journal/act.ts';
import type { PayloadOf } from '#shared/journal/kinds.ts';
import { desk, dueOn, june, placed, type Desk } from '../../../helpers/acts.ts';

type Printing = Partial<PayloadOf<'paper.printed'>>;
const print = (by: Desk, base: PlacedAct, payload: Printing = {}): PlacedAct =>
  by.make('paper.printed', { basedOn: base.body.id, payload: { stateActId: base.body.id, ...payload } });
const standings = (acts: readonly PlacedAct[]) =>
  fold(placed(acts)).slips.map(({ dueAt, void: isVoid, voidedBy }) => ({ dueAt, isVoid, voidedBy }));
const standing = { dueAt: june(11, '17:30'), isVoid: false, voidedBy: null };
const voidBy = (act: PlacedAct) => ({ dueAt: june(11, '17:30'), isVoid: true, voidedBy: act.body.id });

function begin() {
  const own = desk(1);
  const accepted = own.make('dossier.accepted');
  return { own, other: desk(2), accepted, slip: print(own, accepted) };
}

test('a printed slip is kept as it was printed, with the answer whether paper came out', () => {
  const { own, accepted, slip } = begin();
  const came = own.make('paper.cameOut', { basedOn: slip.body.id, payload: { printActId: slip.body.id, ok: true } });
  expect(fold(placed([accepted, slip])).slips).toEqual([
    {
      actId: slip.body.id,
      form: 'receiptSlip',
      formSet: 'TT01_2018',
      copies: [1, 2],
      reprintNo: 0,
      reason: null,
      blobSha256: slip.body.payload['blobSha256'],
      pageCount: 1,
      printedAt: june(8),
      dueAt: june(11, '17:30'),
      stateActId: accepted.body.id,
      void: false,
      voidedBy: null,
      cameOut: null,
    },
  ]);
  expect(fold(placed([accepted, slip, came])).slips[0]?.cameOut).toBe(true);
});

test('a reprint leaves the first copy standing', () => {
  const { own, accepted, slip } = begin();
  expect(standings([accepted, slip, print(own, accepted, { reprintNo: 1, reason: 'Mất giấy', replaces: slip.body.id })])).toEqual([
    standing,
    standing,
  ]);
});

describe('a slip given out is void', () => {
  test('after a correction; the new slip stands', () => {
    const { own, accepted, slip } = begin();
    const corrected = own.make('dossier.corrected', { basedOn: slip.body.id });
    expect(standings([accepted, slip, corrected, print(own, corrected)])).toEqual([voidBy(corrected), standing]);
    // Named by the last step of status, the new slip is still known to have been printed after the correction.
    expect(standings([accepted, slip, corrected, print(own, corrected, { stateActId: accepted.body.id })])).toEqual([
      voidBy(corrected),
      standing,
    ]);
  });

  test('after another date', () => {
    const { own, accepted, slip } = begin();
    const taken = own.make('dossier.takenOver', { basedOn: slip.body.id });
    const asked = own.make('dossier.paymentRequested', { basedOn: taken.body.id });
    const paid = own.make('dossier.paymentConfirmed', { basedOn: asked.body.id });
    expect(standings([accepted, slip, taken, asked])).toEqual([standing]);
    expect(standings([accepted, slip, taken, asked, paid])).toEqual([voidBy(paid)]);
    const samePaid = own.make('dossier.paymentConfirmed', { basedOn: asked.body.id, payload: { due: dueOn(11) } });
    expect(standings([accepted, slip, taken, asked, samePaid])).toEqual([standing]);
  });

  test('after the acceptance was voided, or printed of it in ignorance', () => {
    const { own, other, accepted, slip } = begin();
    const voided = own.make('dossier.voided', { basedOn: accepted.body.id });
    expect(standings([accepted, slip, voided])).toEqual([voidBy(voided)]);
    expect(standings([accepted, voided, print(other, accepted)])).toEqual([voidBy(voided)]);
  });

  test('when it was printed elsewhere of what had been corrected or dated anew', () => {
    const { own, other, accepted } = begin();
    const late = print(other, accepted);
    const corrected = own.make('dossier.corrected', { basedOn: accepted.body.id });
    const redated = own.make('dossier.corrected', { basedOn: accepted.body.id, payload: { applicant: null, due: dueOn(12) } });
    expect(standings([accepted, corrected, late])).toEqual([voidBy(corrected)]);
    expect(standings([accepted, redated, late])).toEqual([voidBy(redated)]);
  });

  test('while the step it shows is disputed or set aside, and stands again once it is kept', () => {
    const { own, other, accepted } = begin();
    const basedOn = accepted.body.id;
    const mine = own.make('dossier.corrected', { basedOn, payload: { due: dueOn(12) } });
    const theirs = other.make('dossier.corrected', { basedOn, payload: { due: dueOn(15) } });
    const slip = print(other, theirs, { dueAt: june(15, '17:30') });
    const acts = [accepted, mine, theirs, slip];
    expect(standings(acts)).toEqual([{ dueAt: june(15, '17:30'), isVoid: true, voidedBy: null }]);
    const settle = (keeps: PlacedAct, aside: PlacedAct) =>
      own.make('act.settled', { basedOn, payload: { keeps: [keeps.body.id], setsAside: [aside.body.id] } });
    expect(standings([...acts, settle(mine, theirs)])).toEqual([{ dueAt: june(15, '17:30'), isVoid: true, voidedBy: null }]);
    expect(standings([...acts, settle(theirs, mine)])).toEqual([{ dueAt: june(15, '17:30'), isVoid: false, voidedBy: null }]);
    expect(fold(placed([...acts, settle(theirs, mine)])).dueAt).toBe(june(15, '17:30'));
  });
});

test('papers that name no day to come back are never void', () => {
  const { own, accepted } = begin();
  const controlSlip = print(own, accepted, { form: 'controlSlip', dueAt: null });
  const corrected = own.make('dossier.corrected', { basedOn: accepted.body.id });
  expect(standings([accepted, controlSlip, corrected])).toEqual([{ ...standing, dueAt: null }]);
});

test('corrected here while taken over there: the new slip is not blamed for what it did not show', () => {
  const { own, other, accepted } = begin();
  const taken = other.make('dossier.takenOver', { basedOn: accepted.body.id });
  const corrected = own.make('dossier.corrected', { basedOn: accepted.body.id });
  const acts = placed([accepted, taken, corrected]);
  const { lastActId, shownActId, needsDecision } = fold(acts);
  expect([lastActId, shownActId, needsDecision]).toEqual([taken.body.id, corrected.body.id, []]);
  const slip = own.make('paper.printed', { basedOn: lastActId, payload: { stateActId: shownActId! } });
  expect(standings([accepted, taken, corrected, slip])).toEqual([standing]);
});
