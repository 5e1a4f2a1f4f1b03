/** The day at this counter, counted over the acts it recorded: what was done, what money came in, what is still open. */
import type { DayClosed, DayFigures, DayProblem, DayReview } from '#shared/contract/day-end.ts';
import type { DossierRow } from '../../store/queries/dossiers.ts';
import type { Store, StoreReader } from '../../store/store.ts';
import type { PlacedAct } from '#shared/journal/act.ts';
import { addDays, type CivilDate } from '#shared/domain/deadline/civil-date.ts';
import { atMinute, dateOf, fromInstant, toInstant } from '#shared/domain/deadline/local-date-time.ts';
import { DraftData } from '#shared/contract/reception.ts';
import { classifyResolved } from '#shared/domain/deadline/classify.ts';
import { cashOf } from './day-cash.ts';
import { closedOn } from './day-kept.ts';
import { differingActs } from './day-differs.ts';
import { recordedAtOffice } from './kept-clock.ts';
import { listMoment } from './moment.ts';
import type { OfficeData } from './office-data.ts';
import { causeOf } from './outage-day.ts';
import { activePeople } from './people.ts';

/** More than the counters of an office record in a day; of an old register read in today, as many are counted. */
const mostActs = 20_000;
/** A page of the list holds so many; a day with more open disputes names the first. */
const mostNamed = 200;

export function dayReview(store: Store, office: OfficeData, personId: string, now: string): DayReview {
  const date = dateOf(fromInstant(now));
  const acts = actsOf(store, date);
  return {
    date,
    now,
    acts: acts.length,
    figures: figuresOf(store, acts),
    cash: cashOf(store, acts, date),
    outages: outagesOf(store, date),
    unsentBytes: store.sync.blobsWaiting().reduce((sum, hash) => sum + (store.blobs.size(hash) ?? 0), 0),
    openSince: openSince(store, date),
    problems: problemsOf(store, office, { acts, personId, now }),
    closed: closedOn(store, date),
  };
}

/** Closes `date` on this machine. */
export function dayClosed(store: StoreReader, person: { readonly personId: string; readonly fullName: string }, now: string): DayClosed {
  const date = dateOf(fromInstant(now));
  return { date, closedAt: now, personId: person.personId, fullName: person.fullName, acts: actsOf(store, date).length };
}

/** Acts this counter recorded on `date`, the last first. */
function actsOf(reader: StoreReader, date: string): PlacedAct[] {
  const { acts } = reader;
  const recordedAt = recordedAtOffice(reader);
  const found: PlacedAct[] = [];
  for (const { journalId, seq } of acts.heads().toReversed()) {
    for (let at = seq; at > 0 && found.length < mostActs; at -= 1) {
      const act = acts.at(journalId, at);
      if (act === undefined || dateOf(fromInstant(recordedAt(act))) < date) return found;
      found.push(act);
    }
  }
  return found;
}

function figuresOf({ dossiers }: StoreReader, acts: readonly PlacedAct[]): DayFigures {
  const of = (...kinds: readonly string[]): PlacedAct[] => acts.filter(({ body }) => kinds.includes(body.kind));
  // A mistaken acceptance counts nowhere; its code is listed apart.
  const stands = ({ body }: PlacedAct): boolean => body.dossierId === null || dossiers.findRow(body.dossierId)?.status !== 'voided';
  const accepted = of('dossier.accepted', 'dossier.recordedAtOnce').filter(stands);
  const byChannel = (channel: string): number => accepted.filter(({ body }) => body.payload['channel'] === channel).length;
  const resolved = of('dossier.resolved', 'dossier.recordedAtOnce').map(({ body }) =>
    body.dossierId === null ? 'onTime' : timeliness(dossiers.findState(body.dossierId)),
  );
  const printed = of('paper.printed');
  return {
    accepted: { total: accepted.length, inPerson: byChannel('inPerson'), online: byChannel('online'), postal: byChannel('postal') },
    resolved: {
      total: resolved.length,
      early: resolved.filter((one) => one === 'early').length,
      onTime: resolved.filter((one) => one === 'onTime').length,
      late: resolved.filter((one) => one === 'late').length,
    },
    returned: of('dossier.returned', 'dossier.recordedAtOnce').length,
    supplements: of('dossier.supplementRequested').length,
    notAccepted: of('dossier.notAccepted').length,
    printed: { total: printed.length, reprints: printed.filter(({ body }) => body.payload['reprintNo'] !== 0).length },
    imported: of('dossier.imported').length,
  };
}

function timeliness(state: ReturnType<StoreReader['dossiers']['findState']>): 'early' | 'onTime' | 'late' {
  if (state === undefined || state.dueAt === null || state.resolvedAt === null) return 'onTime';
  return classifyResolved(state.limit ?? { unit: 'workingDay', sameDay: false }, fromInstant(state.dueAt), fromInstant(state.resolvedAt));
}

/** Of the outage log, what touches today, oldest first. */
function outagesOf({ outages }: StoreReader, date: CivilDate): DayReview['outages'] {
  const until = toInstant(atMinute(addDays(date, 1), 0));
  return outages
    .between(toInstant(atMinute(date, 0)), until)
    .map(({ beganAt, endedAt, why }) => ({ from: beganAt, to: endedAt, cause: causeOf[why] }));
}

/** Asked only at a counter that has a server: without one nothing is ever countersigned. */
function openSince(reader: StoreReader, date: string): DayReview['openSince'] {
  const { sync, acts } = reader;
  if (sync.enrolment() === undefined) return null;
  const recordedAt = recordedAtOffice(reader);
  const dates = sync.journals().flatMap(({ journalId }) => {
    const range = sync.manifestRange(journalId);
    const first = range === null ? undefined : acts.at(journalId, range.fromSeq);
    return first === undefined ? [] : [dateOf(fromInstant(recordedAt(first)))];
  });
  const [oldest] = dates.sort();
  return oldest !== undefined && oldest < date ? oldest : null;
}

type Day = { readonly acts: readonly PlacedAct[]; readonly personId: string; readonly now: string };

function problemsOf(store: Store, office: OfficeData, { acts, personId, now }: Day): DayProblem[] {
  const disputed = store.dossiers.list({ tab: 'needsDecision', text: '', offset: 0, limit: mostNamed, ...listMoment(office, now) }).rows;
  return [
    ...disputed.map((row) => ({ kind: 'needsDecision' as const, ...namedOf(row) })),
    ...differingActs(store).map((act) => ({ kind: 'differs' as const, act })),
    ...unansweredPapers(store, acts),
    ...openDrafts(store, personId),
  ];
}

/** Papers printed today whose "did paper come out?" nobody has answered; a later print of the same dossier answers for the earlier. */
function unansweredPapers({ dossiers }: StoreReader, acts: readonly PlacedAct[]): DayProblem[] {
  const printedIn = [
    ...new Set(acts.flatMap(({ body }) => (body.kind === 'paper.printed' && body.dossierId !== null ? [body.dossierId] : []))),
  ];
  return printedIn.flatMap((dossierId) => {
    const slip = dossiers.findState(dossierId)?.slips.at(-1);
    const row = dossiers.findRow(dossierId);
    return slip === undefined || row === undefined || slip.cameOut !== null || slip.void
      ? []
      : [{ kind: 'paperUnanswered' as const, ...namedOf(row), printedAt: slip.printedAt }];
  });
}

function openDrafts(store: Store, personId: string): DayProblem[] {
  return activePeople(store).flatMap((person) => {
    const drafts = store.drafts.ofOwner(person.personId);
    const mine = person.personId === personId;
    const names = mine ? drafts.flatMap(({ data }) => DraftData.safeParse(data).data?.fullName ?? []).filter((name) => name !== '') : [];
    return drafts.length === 0 ? [] : [{ kind: 'drafts' as const, ownerName: person.fullName, mine, count: drafts.length, names }];
  });
}

function namedOf({ dossierId, dossierCode, applicantName, procedureName }: DossierRow) {
  return { dossierId, dossierCode, applicantName, procedureName };
}
