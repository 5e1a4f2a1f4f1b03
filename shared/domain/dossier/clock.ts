import type { Due } from '#shared/journal/payloads/parts.ts';
import type { DossierState } from './state.ts';
import type { ClockCycle, Pause } from './state-parts.ts';

// Dates are copied from the acts that set them; nothing is counted here.

/** The clock starts from zero: acceptance, a complete supplement, a recalled result. What was promised before no longer holds. */
export function startCycle(state: DossierState, startedAt: string, due: Due): DossierState {
  return openCycle({ ...state, due, promisedAt: null }, startedAt, due.dueAt, due.steps);
}

/** As `startCycle`, for rows of an old register: a date without the way it was counted. */
export function openCycle(state: DossierState, startedAt: string, dueAt: string | null, steps: ClockCycle['steps']): DossierState {
  const cycle: ClockCycle = { startedAt, dueAt, steps, pauses: [], endedAt: null, why: null };
  return {
    ...state,
    dueAt,
    firstDueAt: state.firstDueAt ?? dueAt,
    clockCycle: state.clockCycle + 1,
    clockCycles: [...state.clockCycles, cycle],
  };
}

/** The date of the running cycle is another one: resumed after a pause, or corrected. */
export function redate(state: DossierState, due: Due): DossierState {
  return ofLast({ ...state, due, dueAt: due.dueAt, firstDueAt: state.firstDueAt ?? due.dueAt }, (cycle) => ({
    ...cycle,
    dueAt: due.dueAt,
    steps: due.steps,
  }));
}

/** Nothing happens to a clock that stands already. */
export function pauseCycle(state: DossierState, from: string, why: Pause['why']): DossierState {
  return ofLast(state, (cycle) => {
    if (cycle.endedAt !== null || cycle.pauses.at(-1)?.to === null) return cycle;
    return { ...cycle, pauses: [...cycle.pauses, { from, to: null, why }] };
  });
}

/** The clock goes on with what was left; a cycle that had ended is followed by a new one. */
export function resumeCycle(state: DossierState, at: string, due: Due): DossierState {
  if (state.clockCycles.at(-1)?.endedAt !== null) return startCycle(state, at, due);
  return redate(
    ofLast(state, (cycle) => ({ ...cycle, pauses: closed(cycle.pauses, at) })),
    due,
  );
}

export function endCycle(state: DossierState, endedAt: string, why: ClockCycle['why']): DossierState {
  return ofLast(state, (cycle) => (cycle.endedAt === null ? { ...cycle, pauses: closed(cycle.pauses, endedAt), endedAt, why } : cycle));
}

function closed(pauses: readonly Pause[], at: string): readonly Pause[] {
  return pauses.map((pause) => (pause.to === null ? { ...pause, to: at } : pause));
}

function ofLast(state: DossierState, change: (cycle: ClockCycle) => ClockCycle): DossierState {
  const last = state.clockCycles.at(-1);
  return last === undefined ? state : { ...state, clockCycles: [...state.clockCycles.slice(0, -1), change(last)] };
}
