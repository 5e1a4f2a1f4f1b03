/**
 * The stories a disputed dossier may go on with. What each leaves behind is not guessed: the dossier is folded once for every story, with the settlement
 * that would choose it.
 */
import type { Decision, FactName, Redo, Story, StoryPaper } from '#shared/contract/decision.ts';
import type { TimelineEntry } from '#shared/contract/dossier.ts';
import { permissionsOf } from '#shared/contract/permissions.ts';
import { dateOf, fromInstant } from '#shared/domain/deadline/local-date-time.ts';
import { fold } from '#shared/domain/dossier/fold.ts';
import { mayMake } from '#shared/domain/dossier/may.ts';
import type { DossierState } from '#shared/domain/dossier/state.ts';
import { fail } from '#shared/errors.ts';
import type { ActBody, PlacedAct } from '#shared/journal/act.ts';
import { isKind, type Kind } from '#shared/journal/kinds.ts';
import { readPayload } from '#shared/journal/read-payload.ts';
import type { Permission } from '#shared/contract/permissions.ts';
import type { StoreReader } from '../../store/store.ts';
import { partIdOf } from '../command-id.ts';
import type { SessionPerson } from '../session.ts';
import { permissionOfKind } from './act.ts';
import { type Author, bodyOf, momentOf } from './body.ts';
import { factsOf } from './decision-facts.ts';
import { namedEntries } from './detail.ts';
import { withMaskedNumbers } from './masked-numbers.ts';
import { actorNames } from './people.ts';

export type Choice = { readonly storyId: string; readonly keeps: readonly string[]; readonly setsAside: readonly string[] };

/** The choices of the disputes as they stand; empty when nothing is disputed. Of a dispute without a counterpart the choice is with or without the act. */
export function choicesOf(state: DossierState, acts: readonly PlacedAct[]): Choice[] {
  if (state.needsDecision.length === 0) return [];
  const deviceOf = new Map(acts.map(({ body }) => [body.id, body.deviceId]));
  const contested = state.needsDecision.filter(({ why }) => why === 'contested').map(({ actId }) => actId);
  const parked = state.needsDecision.filter(({ why }) => why !== 'contested');
  const parkedIds = parked.map(({ actId }) => actId);
  const against = unique(parked.flatMap((dispute) => dispute.against ?? [])).filter((actId) => !parkedIds.includes(actId));
  const holds: Choice = { storyId: 'holds', keeps: unique([...against, ...contested]), setsAside: parkedIds };
  if (parked.length === 0) return [holds, { storyId: 'without', keeps: [], setsAside: contested }];
  const devices = unique(parkedIds.map((actId) => deviceOf.get(actId) ?? ''));
  return [
    holds,
    ...devices.map((deviceId) => {
      const own = parked.filter(({ actId }) => deviceOf.get(actId) === deviceId);
      const ownIds = own.map(({ actId }) => actId);
      const met = unique(own.flatMap((dispute) => dispute.against ?? [])).filter((actId) => !parkedIds.includes(actId));
      return {
        storyId: deviceId,
        keeps: unique([...ownIds, ...contested]),
        setsAside: unique([...met, ...parkedIds.filter((actId) => !ownIds.includes(actId))]),
      };
    }),
  ];
}

const unique = (ids: readonly string[]): string[] => [...new Set(ids)];

/** What the choice becomes as an act. */
function settledBody(
  reader: StoreReader,
  author: Author,
  id: string,
  dossierId: string,
  { keeps, setsAside }: Choice,
  reason: string,
): ActBody {
  const basedOn = reader.dossiers.findState(dossierId)?.lastActId ?? null;
  return bodyOf(reader.identity, author, {
    id,
    kind: 'act.settled',
    dossierId,
    basedOn,
    occurredAt: momentOf(author),
    payload: { keeps: [...keeps], setsAside: [...setsAside], reason },
  });
}

/** Throws `dossier-unknown`. */
export function decisionOf(reader: StoreReader, person: SessionPerson, author: Author, dossierId: string): Decision {
  const state = reader.dossiers.findState(dossierId);
  if (state === undefined) throw fail('dossier-unknown', { dossierCode: '' });
  const acts = reader.acts.ofDossier(dossierId);
  const told = tellerOf(reader, state, acts);
  const outcomes = choicesOf(state, acts).map((choice) => ({ choice, after: chosen(reader, author, acts, dossierId, choice) }));
  const facts = outcomes.map(({ after }) => factsOf(after));
  const [first] = facts;
  return {
    dossierId,
    dossierCode: state.dossierCode,
    applicantName: state.applicant?.fullName ?? '',
    procedureName: state.procedureName ?? '',
    whys: state.needsDecision.map(({ why }) => why),
    disputed: state.needsDecision.map(({ actId }) => actId),
    stories: outcomes.map(({ choice, after }, index) => storyOf(told, state, choice, after, facts[index] ?? factsOf(after))),
    differing:
      first === undefined ? [] : (Object.keys(first) as FactName[]).filter((name) => facts.some((other) => other[name] !== first[name])),
    redo: redosOf(reader, person, author, { state, acts, told }),
    names: actorNames(reader, peopleOf(state)),
    today: dateOf(fromInstant(momentOf(author))),
  };
}

/** The dossier as it would be with the choice made: the settlement stands last, as it would. */
function chosen(reader: StoreReader, author: Author, acts: readonly PlacedAct[], dossierId: string, choice: Choice): DossierState {
  const body = settledBody(reader, author, partIdOf(dossierId, `choice/${choice.storyId}`), dossierId, choice, '-');
  const { journalId } = reader.identity;
  const seq = (reader.acts.head(journalId)?.seq ?? 0) + 1;
  const nothing = '0'.repeat(64);
  return fold([...acts, { body, link: { journalId, seq, prev: nothing, bodyHash: nothing }, placement: null }], reader.sync.epochs());
}

type Teller = {
  readonly entries: ReadonlyMap<string, TimelineEntry>;
  /** Number of the counter that recorded the act. */
  readonly counterOf: (actId: string) => number | null;
};

function tellerOf(reader: StoreReader, state: DossierState, acts: readonly PlacedAct[]): Teller {
  const deviceOf = new Map(acts.map(({ body }) => [body.id, body.deviceId]));
  const counters = new Map(reader.acts.ofKind('journal.opened', 1000).map(({ body }) => [body.deviceId, body.payload['counterNo']]));
  return {
    entries: new Map(namedEntries(reader, state, acts).map((entry) => [entry.actId, entry])),
    counterOf: (actId) => {
      const counterNo = counters.get(deviceOf.get(actId) ?? '');
      return typeof counterNo === 'number' ? counterNo : null;
    },
  };
}

function storyOf(told: Teller, before: DossierState, choice: Choice, after: DossierState, facts: Record<FactName, string | null>): Story {
  const acts = choice.keeps.length > 0 ? choice.keeps : choice.setsAside;
  const counters = new Set(acts.map(told.counterOf));
  const [only] = counters;
  const was = new Set(before.setAside.map(({ actId }) => actId));
  const papers = after.slips.map((slip): StoryPaper => ({
    actId: slip.actId,
    form: slip.form,
    formSet: slip.formSet,
    printedAt: slip.printedAt,
    counterNo: told.counterOf(slip.actId),
    holds: !slip.void,
  }));
  const receipts = after.slips.filter(({ form }) => form === 'receiptSlip');
  return {
    storyId: choice.storyId,
    counterNo: counters.size === 1 ? (only ?? null) : null,
    acts: entriesOf(told, acts),
    facts: withMaskedNumbers(facts),
    papers,
    printAgain: receipts.length > 0 && receipts.every((slip) => slip.void),
    setAside: entriesOf(
      told,
      after.setAside.filter(({ actId }) => !was.has(actId)).map(({ actId }) => actId),
    ),
    settles: after.needsDecision.length === 0,
  };
}

const entriesOf = ({ entries }: Teller, ids: readonly string[]): TimelineEntry[] => ids.flatMap((id) => entries.get(id) ?? []);

type Told = { readonly state: DossierState; readonly acts: readonly PlacedAct[]; readonly told: Teller };

/** A settlement that came too late, and what commutes, needs nothing. */
function redosOf(reader: StoreReader, person: SessionPerson, author: Author, { state, acts, told }: Told): Redo[] {
  const permissions = permissionsOf(person.roles);
  return state.setAside
    .filter(({ why }) => why !== 'settled-already')
    .flatMap(({ actId }) => {
      const [entry, original] = [told.entries.get(actId), acts.find(({ body }) => body.id === actId)];
      if (entry === undefined || original === undefined || !isKind(original.body.kind)) return [];
      const { kind } = original.body;
      const verdict = permissions.has(redoNeeds(kind))
        ? mayMake(state, redoneBody(reader, author, state, original))
        : ({ ok: false, why: 'not-permitted' } as const);
      const done = reader.acts.find(redoIdOf(actId)) !== undefined;
      return [{ act: entry, done, step: { kind, allowed: verdict.ok && !done, why: verdict.ok ? null : verdict.why } }];
    });
}

/** The id of the act done again: asked twice, it is one. */
export const redoIdOf = (actId: string): string => partIdOf(actId, 'redo');

/** Kinds without an entry of their own are corrections and steps of the dossier's course. */
export const redoNeeds = (kind: Kind): Permission => permissionOfKind[kind] ?? 'dossier.process';

/** The same step at the same business time, by who does it again and on what the dossier has come to. */
export function redoneBody(reader: StoreReader, author: Author, state: DossierState, { body }: PlacedAct): ActBody {
  const { kind, payload, occurredAt, dossierId } = body;
  const read = readPayload(body);
  // Who voids as the unit head is told by the roles of whoever does it again.
  const isUnitHead = reader.persons.find(author.actorId)?.roles.includes('unitHead') === true;
  const latest = read.ok ? read.known.payload : payload;
  const again = kind === 'dossier.voided' ? { ...latest, byUnitHead: isUnitHead } : latest;
  return bodyOf(reader.identity, author, {
    id: redoIdOf(body.id),
    kind: kind as 'dossier.noted',
    dossierId,
    basedOn: state.lastActId,
    occurredAt,
    payload: again as { text: string },
  });
}

function peopleOf(state: DossierState): string[] {
  return [state.holder, ...state.timeline.map(({ actorId }) => actorId)].filter((id) => id !== null);
}
