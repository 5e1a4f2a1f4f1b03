/**
 * Histories of one dossier as several counters make them: each works on what it holds, pushes and pulls when it can. Steps are
 * numbers from fast-check, so that a failing history shrinks.
 */
import * as fc from 'fast-check';
import { fold } from '#shared/domain/dossier/fold.ts';
import { may } from '#shared/domain/dossier/may.ts';
import { blankDossier, type DossierState } from '#shared/domain/dossier/state.ts';
import type { PlacedAct } from '#shared/journal/act.ts';
import type { Kind, PayloadOf } from '#shared/journal/kinds.ts';
import { rebase } from '#shared/journal/order.ts';
import { desk, DOSSIER, dueOn, samples, type Desk } from './acts.ts';

export type WorldStep =
  | { readonly do: 'act'; readonly counter: number; readonly pick: number; readonly day: number; readonly careless: boolean }
  | { readonly do: 'open'; readonly counter: number; readonly pick: number; readonly takenOver: boolean; readonly shared: boolean }
  | { readonly do: 'print' | 'push' | 'pull' | 'settle'; readonly counter: number; readonly pick: number };

export const COUNTERS = 3;

const counter = fc.nat(COUNTERS - 1);
const pick = fc.nat(1000);
const act = fc.record({
  do: fc.constant('act' as const),
  counter,
  pick,
  day: fc.integer({ min: 9, max: 28 }),
  careless: fc.nat(19).map((n) => n === 0),
});
const exchanges = ['print', 'print', 'push', 'push', 'pull', 'pull', 'settle', 'settle'] as const;
const exchange = fc.record({ do: fc.constantFrom(...exchanges), counter, pick });
const opening = fc.record({
  do: fc.constant('open' as const),
  counter: fc.constant(0),
  pick,
  takenOver: fc.boolean(),
  shared: fc.nat(9).map((n) => n > 0),
});
/** The first counter opens the dossier, mostly before the others are cut off. */
export const worldSteps: fc.Arbitrary<readonly WorldStep[]> = fc
  .tuple(
    opening,
    fc.array(fc.oneof({ weight: 8, arbitrary: act }, { weight: 8, arbitrary: exchange }), { minLength: 1, maxLength: 30, size: 'max' }),
  )
  .map(([first, rest]) => [first, ...rest]);

const ending: readonly Kind[] = [
  'dossier.recordedAtOnce',
  'dossier.notAccepted',
  'dossier.withdrawn',
  'dossier.returned',
  'dossier.voided',
];
const going: readonly Kind[] = [
  'dossier.registered',
  'dossier.accepted',
  'dossier.handedOver',
  'dossier.takenOver',
  'dossier.supplementRequested',
  'dossier.supplementCompleted',
  'dossier.paymentRequested',
  'dossier.paymentConfirmed',
  'dossier.stopped',
  'dossier.reopened',
  'dossier.resolved',
  'dossier.resultRecalled',
  'dossier.extended',
  'dossier.corrected',
];
/** Ends are rarer, so that histories go on for a while. */
const steered: readonly Kind[] = [...ending, ...going, ...going, ...going, ...going];
const beside: readonly Kind[] = ['dossier.noted', 'document.scanned', 'dossier.notified'];

/** One counter's store: its own acts and the server's it pulled. */
type Seat = { readonly desk: Desk; held: PlacedAct[] };
/** Told to whoever checks a property on the way. */
export type Watch = {
  readonly acted?: (before: DossierState, act: PlacedAct, after: DossierState) => void;
  readonly pulled?: (before: DossierState, after: DossierState, arrived: readonly PlacedAct[]) => void;
};

export type World = { readonly seats: readonly Seat[]; readonly server: readonly PlacedAct[]; readonly all: readonly PlacedAct[] };

export const stateOf = (held: readonly PlacedAct[]): DossierState => (held.length === 0 ? blankDossier(DOSSIER) : fold(held));

export function runWorld(steps: readonly WorldStep[], watch: Watch = {}): World {
  const seats: Seat[] = Array.from({ length: COUNTERS }, (_, index) => ({ desk: desk(index + 1), held: [] }));
  const server: PlacedAct[] = [];
  for (const step of steps) {
    const seat = seats[step.counter]!;
    runStep(seat, step, server, watch);
    if (step.do !== 'open' || !step.shared) continue;
    server.push(...push(seat, server));
    for (const other of seats) other.held = [...server];
  }
  return { seats, server, all: seats.flatMap((seat) => [...seat.desk.acts()]) };
}

/** Everybody comes back: all push, then all pull. */
export function settleDown({ seats, server }: World): PlacedAct[] {
  const rest = seats.flatMap((seat) => push(seat, [...server]));
  const known = new Set(server.map(({ body }) => body.id));
  const fresh = rest.filter(({ body }) => !known.has(body.id));
  return [...server, ...fresh.map((act, index) => ({ ...act, placement: { epoch: 'e1', position: server.length + index + 1 } }))];
}

function runStep(seat: Seat, step: WorldStep, server: PlacedAct[], watch: Watch): void {
  switch (step.do) {
    case 'push':
      server.push(...push(seat, server));
      return;
    case 'pull':
      pull(seat, server, watch);
      return;
    case 'print':
      printSlip(seat);
      return;
    case 'settle':
      settle(seat, step.pick);
      return;
    case 'open':
      seat.held.push(seat.desk.make(step.pick % 5 === 0 ? 'dossier.registered' : 'dossier.accepted'));
      if (step.takenOver && step.pick % 5 !== 0) seat.held.push(seat.desk.make('dossier.takenOver', { basedOn: seat.held[0]!.body.id }));
      return;
    case 'act':
      actOn(seat, step, watch);
  }
}

function push(seat: Seat, server: readonly PlacedAct[]): PlacedAct[] {
  const known = new Set(server.map(({ body }) => body.id));
  const own = seat.desk.acts().filter(({ body }) => !known.has(body.id));
  return own.map((act, index) => ({ ...act, placement: { epoch: 'e1', position: server.length + index + 1 } }));
}

function pull(seat: Seat, server: readonly PlacedAct[], watch: Watch): void {
  const before = stateOf(seat.held);
  const known = new Set(seat.held.map(({ body }) => body.id));
  const { applied, waiting } = rebase(seat.held, server);
  seat.held = [...applied, ...waiting];
  watch.pulled?.(
    before,
    stateOf(seat.held),
    server.filter(({ body }) => !known.has(body.id)),
  );
}

function printSlip(seat: Seat): void {
  const state = stateOf(seat.held);
  if (state.shownActId === null || state.dueAt === null) return;
  const payload = { stateActId: state.shownActId, dueAt: state.dueAt, reprintNo: state.slips.length };
  seat.held.push(seat.desk.make('paper.printed', { basedOn: state.lastActId, payload }));
}

function settle(seat: Seat, pick: number): void {
  const { needsDecision, lastActId } = stateOf(seat.held);
  if (needsDecision.length === 0) return;
  const [dispute] = needsDecision;
  const other = dispute!.against === null ? [] : [dispute!.against];
  const payload = pick % 2 === 0 ? { keeps: [dispute!.actId], setsAside: other } : { keeps: other, setsAside: [dispute!.actId] };
  seat.held.push(seat.desk.make('act.settled', { basedOn: lastActId, payload }));
}

type Acting = Extract<WorldStep, { do: 'act' }>;

/** A careful clerk does what the screen offers; a careless one anything. A counter without the dossier has its slip at most. */
function actOn(seat: Seat, { pick, day, careless }: Acting, watch: Watch): void {
  const before = stateOf(seat.held);
  const payloads = new Map<Kind, object>(steered.map((kind) => [kind, payloadFor(kind, day)]));
  const offered = careless ? steered : steered.filter((kind) => may(before, kind, payloads.get(kind) as never, occurredOn(day)).ok);
  // Where the dossier is not known, a careful clerk waits until it is.
  if (before.status === null && !careless) return;
  const choice = [...offered, ...beside];
  const kind = choice[pick % choice.length]!;
  const act = seat.desk.make(kind, {
    basedOn: before.lastActId,
    occurredAt: occurredOn(day),
    payload: (payloads.get(kind) ?? samples[kind]) as never,
  });
  seat.held.push(act);
  watch.acted?.(before, act, stateOf(seat.held));
}

const occurredOn = (day: number): string => `2026-06-${String(day).padStart(2, '0')}T10:00:00+07:00`;

function payloadFor(kind: Kind, day: number): object {
  const sample = samples[kind] as object;
  const second = { secondTimeReason: day % 2 === 0 ? 'Quy định mới' : null };
  if (kind === 'dossier.supplementRequested') return { ...sample, ...second };
  if (kind === 'dossier.voided') return { ...sample, byUnitHead: day % 2 === 0 };
  if (kind === 'dossier.corrected') return { ...(sample as PayloadOf<'dossier.corrected'>), due: day % 3 === 0 ? dueOn(day) : null };
  return 'due' in sample ? { ...sample, due: dueOn(day) } : sample;
}
