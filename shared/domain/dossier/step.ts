import type { ActBody, PlacedAct } from '#shared/journal/act.ts';
import { kinds, type KindDefinition, type KnownPayload } from '#shared/journal/kinds.ts';
import { readPayload } from '#shared/journal/read-payload.ts';
import { applyContent } from './effects/effects.ts';
import { judge } from './lawful.ts';
import { knowsAll, linesOf, markOfBase, unseenBy, written } from './lines.ts';
import { voidOutdated } from './slips.ts';
import type { DossierState } from './state.ts';
import type { Effect, Line, Mark } from './state-marks.ts';
import { pausedStatuses, statusNumbers, type DossierStatus } from './status.ts';
import type { Why } from './why.ts';

/**
 * What settlements have decided: `about` acts by their id; `counted` the settlements that decided; `tooLate` those that did
 * not, with the one that had decided before them.
 */
export type Decisions = {
  readonly counted: ReadonlySet<string>;
  readonly about: ReadonlyMap<string, { readonly by: string; readonly keeps: boolean }>;
  readonly tooLate: ReadonlyMap<string, string>;
};
export const UNDECIDED: Decisions = { counted: new Set(), about: new Map(), tooLate: new Map() };

/**
 * The state after one more act that is next in order. Never throws on an act of the dossier: what cannot take effect is parked
 * and put into `needsDecision`, what this app cannot read makes the dossier read-only.
 */
export function step(state: DossierState, { body }: Pick<PlacedAct, 'body'>, decisions: Decisions = UNDECIDED): DossierState {
  if (state.readOnly !== null) return enter(state, body, 'waiting');
  const earlier = decisions.tooLate.get(body.id);
  if (earlier !== undefined) return setAside(state, body, earlier, 'settled-already');
  const decision = decisions.about.get(body.id);
  if (decision?.keeps === false) return setAside(state, body, decision.by, 'set-aside');
  const read = readPayload(body);
  if (!read.ok) return read.why === 'unknown' ? unreadable(state, body) : park(state, body, 'payload-unreadable', null);
  return isCommuting(read.known)
    ? stepBeside(state, body, read.known, decisions)
    : stepOn(state, body, read.known, decision?.keeps === true);
}

function unreadable(state: DossierState, body: ActBody): DossierState {
  return { ...enter(state, body, 'waiting'), readOnly: 'needs-update' };
}

const isCommuting = ({ kind }: KnownPayload): boolean => kinds[kind].commutes;

/** Acts that never collide. They take effect even on an act without one, and pass that on to what is built on them. */
function stepBeside(state: DossierState, body: ActBody, known: KnownPayload, decisions: Decisions): DossierState {
  const mark = markOfBase(state, body.basedOn, false);
  const next = enter(applyContent(state, known, body), body, 'applied', mark);
  return known.kind === 'act.contested' ? contest(next, known.payload.actId, body.id, decisions) : next;
}

/** A finding of the server is open until a settlement that comes after it. */
function contest(state: DossierState, actId: string, by: string, decisions: Decisions): DossierState {
  const decision = decisions.about.get(actId);
  const settledLater = decision !== undefined && state.timeline.every((entry) => entry.actId !== decision.by);
  const named = state.timeline.find((entry) => entry.actId === actId);
  if (settledLater || named === undefined || named.effect === 'setAside' || isDisputed(state, actId)) return state;
  return { ...state, needsDecision: [...state.needsDecision, { actId, why: 'contested', against: by }] };
}

const isDisputed = (state: DossierState, actId: string): boolean => state.needsDecision.some((dispute) => dispute.actId === actId);

/** Acts of the dossier's course. `kept` by a settlement, an act need not have seen what came in between. */
function stepOn(state: DossierState, body: ActBody, known: KnownPayload, kept: boolean): DossierState {
  const base = markOfBase(state, body.basedOn, opens(known));
  const lines = linesOf(known);
  const unseen = kept ? null : unseenBy(state, base, lines.mustHaveSeen);
  if (!kept && base.rests?.effect === 'parked') return park(state, body, 'built-on-parked', base.rests.by);
  if (!kept && base.rests?.effect === 'setAside') return setAside(state, body, base.rests.by, 'built-on-set-aside');
  const verdict = judge(state, { known, occurredAt: body.occurredAt });
  if (!verdict.ok) return park(state, body, verdict.why, unseen);
  if (unseen !== null) return park(state, body, 'change-not-seen', unseen);
  const before = kept ? { seen: state.lines, rests: null } : base;
  return takeEffect(state, body, known, { to: verdict.to, writes: lines.writes, mark: before });
}

const opens = (known: KnownPayload): boolean => (kinds[known.kind] as KindDefinition<unknown>).opens(known.payload) !== null;

type Taking = { readonly to: DossierStatus | null; readonly writes: readonly Line[]; readonly mark: Mark };

function takeEffect(state: DossierState, body: ActBody, known: KnownPayload, { to, writes, mark }: Taking): DossierState {
  const own = written(writes, body.id);
  const content = voidOutdated(state, withStatus(applyContent(state, known, body), to), known.kind, body.id);
  const steered: DossierState = {
    ...content,
    lines: { ...state.lines, ...own },
    lastStatusActId: own.status ?? state.lastStatusActId,
    shownActId: body.id,
    openedBy: opens(known) ? body.id : state.openedBy,
  };
  return enter(steered, body, 'applied', { seen: { ...mark.seen, ...own }, rests: null });
}

function withStatus(state: DossierState, status: DossierStatus | null): DossierState {
  if (status === null) return state;
  return { ...state, status, statusNumber: statusNumbers[status], paused: pausedStatuses.has(status) };
}

function park(state: DossierState, body: ActBody, why: Why, against: string | null): DossierState {
  const base = markOfBase(state, body.basedOn, false);
  const rests = base.rests ?? { effect: 'parked' as const, by: body.id };
  const parked = enter(state, body, 'parked', { seen: base.seen, rests });
  return { ...parked, needsDecision: [...state.needsDecision, { actId: body.id, why, against }] };
}

function setAside(state: DossierState, body: ActBody, by: string, why: Why): DossierState {
  const { seen } = markOfBase(state, body.basedOn, false);
  const aside = enter(state, body, 'setAside', { seen, rests: { effect: 'setAside', by } });
  return { ...aside, setAside: [...state.setAside, { actId: body.id, by, why }] };
}

/** Every act has its line in the timeline, and what its author knew once it has been read. */
function enter(state: DossierState, body: ActBody, effect: Effect, mark?: Mark): DossierState {
  const { id: actId, kind, occurredAt, recordedAt, actorId } = body;
  const timeline = [...state.timeline, { actId, kind, occurredAt, recordedAt, actorId, effect }];
  if (mark === undefined) return { ...state, timeline };
  const leads = effect === 'applied' && knowsAll(state, mark);
  return { ...state, timeline, marks: { ...state.marks, [actId]: mark }, lastActId: leads ? actId : state.lastActId };
}
