import type { PlacedAct } from '#shared/journal/act.ts';
import type { PayloadOf } from '#shared/journal/kinds.ts';
import { readPayload } from '#shared/journal/read-payload.ts';
import type { DossierState } from './state.ts';
import type { Decisions } from './step.ts';

/**
 * The decisions with what this act adds; the same object for any other act and for a settlement judged before. A settlement
 * counts when something it names still awaits a decision at its place: of two for one dispute that is the first in order.
 */
export function judgeSettlement(state: DossierState, { body }: PlacedAct, decisions: Decisions): Decisions {
  if (body.kind !== 'act.settled' || isJudged(decisions, body.id)) return decisions;
  const read = readPayload(body);
  if (!read.ok || read.known.kind !== 'act.settled') return decisions;
  const named = namedIn(read.known.payload);
  if (state.needsDecision.some(({ actId }) => named.has(actId))) return counting(decisions, body.id, read.known.payload);
  const earlier = [...named].map((actId) => decisions.about.get(actId)?.by).find((by) => by !== undefined);
  return { ...decisions, tooLate: new Map([...decisions.tooLate, [body.id, earlier ?? body.id]]) };
}

function isJudged({ tooLate, counted }: Decisions, id: string): boolean {
  return counted.has(id) || tooLate.has(id);
}

function counting({ about, tooLate, counted }: Decisions, by: string, { keeps, setsAside }: PayloadOf<'act.settled'>): Decisions {
  const decided = (ids: readonly string[], kept: boolean) => ids.map((id) => [id, { by, keeps: kept }] as const);
  return { about: new Map([...about, ...decided(keeps, true), ...decided(setsAside, false)]), tooLate, counted: new Set([...counted, by]) };
}

const namedIn = ({ keeps, setsAside }: PayloadOf<'act.settled'>): ReadonlySet<string> => new Set([...keeps, ...setsAside]);
