import type { PlacedAct } from '#shared/journal/act.ts';
import { keysNeeded } from '#shared/journal/needs.ts';
import { comparePlacement, orderActs } from '#shared/journal/order.ts';
import { readPayload } from '#shared/journal/read-payload.ts';
import { judgeSettlement } from './settlement.ts';
import { blankDossier, type DossierState } from './state.ts';
import type { Tail } from './state-marks.ts';
import { step, UNDECIDED, type Decisions } from './step.ts';

/**
 * The state of one dossier from all its acts, however they arrived and however often. Pure and deterministic: every counter
 * and the server come to the same. `epochs`: the server's epochs, oldest first. Throws only when the acts are of different
 * dossiers or there are none, which is the caller's mistake.
 */
export function fold(acts: readonly PlacedAct[], epochs: readonly string[] = []): DossierState {
  const dossierId = dossierOf(acts);
  const { applied, waiting } = orderActs(acts, epochs);
  const settled = foldInOrder(blankDossier(dossierId), applied);
  return { ...waiting.reduce(enterWaiting, settled), tail: tailOf([...applied, ...waiting], epochs) };
}

/**
 * One more act. Where it is simply the next one this costs one step; where it belongs in between, decides about earlier acts
 * or lets waiting ones through, the dossier is folded again from `history`, the acts held before.
 */
export function foldIncremental(
  state: DossierState,
  act: PlacedAct,
  history: () => readonly PlacedAct[],
  epochs: readonly string[] = [],
): DossierState {
  if (act.body.dossierId !== state.dossierId) throw new Error('an act of another dossier');
  if (!isNext(state, act)) return fold([...history(), act], epochs);
  return { ...step(state, act), tail: extended(state.tail, act) };
}

function dossierOf(acts: readonly PlacedAct[]): string {
  const dossierId = acts[0]?.body.dossierId;
  if (dossierId === undefined || dossierId === null) throw new Error('no act of a dossier');
  if (acts.some(({ body }) => body.dossierId !== dossierId)) throw new Error('acts of several dossiers');
  return dossierId;
}

/** Settlements decide about acts before them, so each that counts starts the fold over with what it decided. */
function foldInOrder(blank: DossierState, acts: readonly PlacedAct[]): DossierState {
  let decisions = UNDECIDED;
  for (;;) {
    const pass = foldUntilDecision(blank, acts, decisions);
    if (pass.decisions === decisions) return pass.state;
    decisions = pass.decisions;
  }
}

type Pass = { readonly state: DossierState; readonly decisions: Decisions };

/** Up to the first settlement not judged yet; to the end, with the same decisions, when there is none. */
function foldUntilDecision(blank: DossierState, acts: readonly PlacedAct[], decisions: Decisions): Pass {
  let state = blank;
  for (const act of acts) {
    const decided = state.readOnly === null ? judgeSettlement(state, act, decisions) : decisions;
    if (decided !== decisions) return { state, decisions: decided };
    state = step(state, act, decisions);
  }
  return { state, decisions };
}
/** A waiting act is seen but has no effect. One of an unknown kind shows that this app is too old for the dossier. */
function enterWaiting(state: DossierState, { body }: PlacedAct): DossierState {
  const { id: actId, kind, occurredAt, recordedAt, actorId } = body;
  const timeline = [...state.timeline, { actId, kind, occurredAt, recordedAt, actorId, effect: 'waiting' as const }];
  const read = readPayload(body);
  return { ...state, timeline, readOnly: !read.ok && read.why === 'unknown' ? 'needs-update' : state.readOnly };
}

function tailOf(acts: readonly PlacedAct[], epochs: readonly string[]): Tail {
  const placements = acts.flatMap(({ placement }) => (placement === null ? [] : [placement]));
  const unplaced = acts.filter(({ placement }) => placement === null).sort((a, b) => a.link.seq - b.link.seq);
  return {
    placement: placements.sort((a, b) => comparePlacement(a, b, epochs)).at(-1) ?? null,
    unplaced: Object.fromEntries(unplaced.map(({ link }) => [link.journalId, link.seq])),
  };
}

function extended(tail: Tail, { placement, link }: PlacedAct): Tail {
  return placement === null ? { ...tail, unplaced: { ...tail.unplaced, [link.journalId]: link.seq } } : { ...tail, placement };
}

/** Whether the act comes after all the others and needs nothing but what is here. */
function isNext(state: DossierState, act: PlacedAct): boolean {
  const { body } = act;
  if (body.kind === 'act.settled' || state.timeline.some(({ actId, effect }) => actId === body.id || effect === 'waiting')) return false;
  const here = new Set<string>(state.timeline.map(({ actId }) => `act:${actId}`));
  return comesAfter(state.tail, act) && keysNeeded(body).every((key) => here.has(key));
}

function comesAfter({ placement, unplaced }: Tail, act: PlacedAct): boolean {
  const journals = Object.keys(unplaced);
  if (act.placement === null) return journals.every((id) => id === act.link.journalId && (unplaced[id] ?? 0) < act.link.seq);
  if (journals.length > 0) return false;
  return placement === null || (placement.epoch === act.placement.epoch && placement.position < act.placement.position);
}
