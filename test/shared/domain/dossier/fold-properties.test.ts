import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { foldIncremental } from '#shared/domain/dossier/fold.ts';
import { may } from '#shared/domain/dossier/may.ts';
import { blankDossier, type DossierState } from '#shared/domain/dossier/state.ts';
import type { Line } from '#shared/domain/dossier/state-marks.ts';
import { isSteered } from '#shared/domain/dossier/transitions.ts';
import type { JsonObject, PlacedAct } from '#shared/journal/act.ts';
import { verifyChain } from '#shared/journal/chain.ts';
import { isKind } from '#shared/journal/kinds.ts';
import { DOSSIER, idsOf } from '../../../helpers/acts.ts';
import { runWorld, settleDown, stateOf, worldSteps, type WorldStep } from '../../../helpers/dossier-world.ts';

const runs = { numRuns: 200 };

/** Any arrival of the acts, some of them twice. */
function arrivalOf(acts: readonly PlacedAct[]): fc.Arbitrary<PlacedAct[]> {
  const order = fc.shuffledSubarray([...acts], { minLength: acts.length });
  const again = fc.subarray([...acts]);
  return fc.tuple(order, again, fc.nat(acts.length)).map(([first, twice, at]) => [...first.slice(0, at), ...twice, ...first.slice(at)]);
}

/** A history and some arrival of what one of its stores holds, or of all that was placed. */
const arrivals = worldSteps.chain((steps) => {
  const world = runWorld(steps);
  const sets = [settleDown(world), ...world.seats.map(({ held }) => held)].filter((acts) => acts.length > 0);
  if (sets.length === 0) return fc.constant({ acts: [] as PlacedAct[], arrival: [] as PlacedAct[] });
  return fc.constantFrom(...sets).chain((acts) => arrivalOf(acts).map((arrival) => ({ acts, arrival })));
});

const ofOneCarefulClerk = (steps: readonly WorldStep[]): WorldStep[] =>
  steps.filter(({ counter }) => counter === 0).map((step) => (step.do === 'act' ? { ...step, careless: false } : step));

function noHistory(): never {
  throw new Error('the history was asked for');
}

/** Opened, undisputed, and its last act knew all: two counters' steps that do not collide may leave none that did. */
function isPlain({ status, needsDecision, lastActId, lines, marks }: DossierState): boolean {
  const seen = lastActId === null ? undefined : marks[lastActId]?.seen;
  return status !== null && needsDecision.length === 0 && (Object.keys(lines) as Line[]).every((line) => seen?.[line] === lines[line]);
}

const dueIn = (payload: JsonObject): unknown => (payload['due'] as JsonObject | null | undefined)?.['dueAt'];
const hasEffect = (state: DossierState, id: string): boolean =>
  state.timeline.some(({ actId, effect }) => actId === id && effect === 'applied');

describe('one state', () => {
  test('whatever the arrival and however often, placed or not', () => {
    fc.assert(
      fc.property(arrivals, ({ acts, arrival }) => {
        expect(stateOf(arrival)).toEqual(stateOf(acts));
      }),
      runs,
    );
  });

  test('one act at a time as all at once', () => {
    fc.assert(
      fc.property(arrivals, ({ acts, arrival }) => {
        let state: DossierState = blankDossier(DOSSIER);
        for (const [index, act] of arrival.entries()) state = foldIncremental(state, act, () => arrival.slice(0, index));
        expect(state).toEqual(stateOf(acts));
      }),
      runs,
    );
  });

  test('acts that come in their order need no history', () => {
    fc.assert(
      fc.property(worldSteps, (steps) => {
        const world = runWorld(ofOneCarefulClerk(steps));
        for (const acts of [settleDown(world), world.all]) {
          const last = acts.reduce((state, act) => foldIncremental(state, act, noHistory), blankDossier(DOSSIER));
          expect(last).toEqual(stateOf(acts));
        }
      }),
      runs,
    );
  });

  test('at every counter and on the server once all have pushed and pulled', () => {
    fc.assert(
      fc.property(worldSteps, (steps) => {
        const world = runWorld(steps);
        const everything = settleDown(world);
        const expected = stateOf(everything);
        for (const { held } of world.seats) expect(stateOf([...held, ...everything])).toEqual(expected);
      }),
      runs,
    );
  });
});

describe('nothing is lost', () => {
  test('every act is in the timeline once, and in a chain that verifies', () => {
    fc.assert(
      fc.property(worldSteps, (steps) => {
        const world = runWorld(steps);
        const state = stateOf(settleDown(world));
        expect(state.timeline.map(({ actId }) => actId).sort()).toEqual(idsOf(world.all).sort());
        expect(world.seats.map(({ desk }) => verifyChain(desk.acts().map(({ body, link }) => ({ body, link }))))).toEqual([
          null,
          null,
          null,
        ]);
      }),
      runs,
    );
  });

  test('an act without effect waits, is to be decided, or was decided', () => {
    fc.assert(
      fc.property(worldSteps, (steps) => {
        const state = stateOf(settleDown(runWorld(steps)));
        const parked = state.timeline.filter(({ effect }) => effect === 'parked').map(({ actId }) => actId);
        const aside = state.timeline.filter(({ effect }) => effect === 'setAside').map(({ actId }) => actId);
        expect(state.needsDecision.map(({ actId }) => actId)).toEqual(parked);
        expect(state.setAside.map(({ actId }) => actId)).toEqual(aside);
      }),
      runs,
    );
  });
});

describe('before and after', () => {
  test('what the screen refuses the fold parks, what it offers takes effect', () => {
    fc.assert(
      fc.property(worldSteps, (steps) => {
        runWorld(steps, {
          acted: (before, act, after) => {
            const { kind, id } = act.body;
            if (!isKind(kind) || !isSteered(kind) || !isPlain(before)) return;
            const parked = after.needsDecision.some(({ actId }) => actId === id);
            const offered = may(before, kind, act.body.payload as never, act.body.occurredAt).ok;
            expect({ kind, parked }).toEqual({ kind, parked: !offered });
          },
        });
      }),
      runs,
    );
  });

  test('no pull changes the date behind a printed slip unsaid', () => {
    fc.assert(
      fc.property(worldSteps, (steps) => {
        runWorld(steps, {
          pulled: (before, after, arrived) => {
            for (const slip of before.slips) {
              const now = after.slips.find(({ actId }) => actId === slip.actId)!;
              expect(now.dueAt).toBe(slip.dueAt);
              // A slip that stands shows the dossier's own date.
              expect(now.void || now.dueAt === after.dueAt).toBe(true);
            }
            if (after.dueAt === before.dueAt || before.slips.every((slip) => slip.void)) return;
            // Another date comes from an act that says so and has effect, or the dossier waits for a decision about one.
            const said = arrived.some(({ body }) => dueIn(body.payload) === after.dueAt && hasEffect(after, body.id));
            const decided = arrived.some(({ body }) => body.kind === 'act.settled');
            expect(said || decided || after.needsDecision.length > 0).toBe(true);
          },
        });
      }),
      { numRuns: 400 },
    );
  });

  test('one clerk who does as offered never meets a dispute', () => {
    fc.assert(
      fc.property(worldSteps, (steps) => {
        const state = stateOf(settleDown(runWorld(ofOneCarefulClerk(steps))));
        expect([state.needsDecision, state.setAside]).toEqual([[], []]);
      }),
      runs,
    );
  });
});
