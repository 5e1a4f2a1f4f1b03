/** The slip of a day: the review as paper, with the server's word where it has given it. Archived before it goes to the printer. */
import type { DayProblem, DayReview } from '#shared/contract/day-end.ts';
import { weekdayOf } from '#shared/domain/deadline/civil-date.ts';
import { dateOf, fromInstant, localMinuteOf } from '#shared/domain/deadline/local-date-time.ts';
import { fail } from '#shared/errors.ts';
import type { DaySlipData, DaySlipLayout } from '#shared/forms/day-slip.ts';
import type { PaperJob, RenderedPdf } from '../../paper/port.ts';
import { printOptionsOfDay } from '../../paper/print.ts';
import type { Store } from '../../store/store.ts';
import { syncStatus } from '../../sync/status.ts';
import type { SessionPerson } from '../session.ts';
import { closedOn, keepSlip, slipsOf } from './day-kept.ts';
import { dayReview } from './day-review.ts';
import { type OfficeData, unitNameOn } from './office-data.ts';
import { archiveOfficePaper, handOver, type OfficePaperPorts } from './office-papers.ts';

type DaySlipJob = Extract<PaperJob, { form: 'daySlip' }>;

export type DaySlipDesk = { readonly store: Store; readonly office: OfficeData; readonly person: SessionPerson; readonly now: string };

/** Before the day is closed, as if the person at the desk closed it now. */
export function daySlipOf(desk: DaySlipDesk, layout: DaySlipLayout, preview: boolean): DaySlipData {
  const { store, office, person, now } = desk;
  const review = dayReview(store, office, person.personId, now);
  const { date, figures, closed } = review;
  const { agencyName, placeName, upstreamName } = office.config;
  const { accepted, resolved, printed, ...others } = figures;
  const unsentActs = store.sync.unsent().acts;
  const closedAt = closed?.closedAt ?? now;
  return {
    layout,
    occurredAt: closedAt,
    agencyName,
    unitName: unitNameOn(date, office),
    place: placeName,
    date,
    weekday: weekdayOf(dateOf(fromInstant(now))),
    counterNo: store.identity.counterNo,
    closedAt: localMinuteOf(closedAt),
    closedBy: closed?.fullName ?? person.fullName,
    figures: {
      accepted: accepted.total,
      ...resolvedOf(resolved),
      printed: printed.total,
      reprints: printed.reprints,
      returned: others.returned,
      supplements: others.supplements,
      notAccepted: others.notAccepted,
    },
    cash: review.cash.map(({ fullName, takenVnd, refundedVnd, countedVnd }) => ({ fullName, takenVnd, refundedVnd, countedVnd })),
    sentActs: Math.max(0, review.acts - unsentActs),
    unsentActs,
    outages: review.outages.map(({ from, to, cause }) => ({
      from: localMinuteOf(from),
      to: to === null ? null : localMinuteOf(to),
      cause,
    })),
    open: review.problems.map(openOf),
    upstreamName,
    confirmed: confirmedOf(store),
    copyNo: slipsOf(store, date).length + 1,
    preview,
  };
}

/** A copy more each time. Throws `paper-unknown` for a day nobody has closed. */
export async function printDaySlip(desk: DaySlipDesk, ports: OfficePaperPorts, layout: DaySlipLayout, printer: string | null) {
  const { store, now } = desk;
  const { data, pdf } = await archiveOfficePaper<DaySlipJob>(store, ports.paper, now, 'daySlip', {
    next: () => {
      const slip = daySlipOf(desk, layout, false);
      if (closedOn(store, slip.date) === null) throw fail('paper-unknown', {});
      return slip;
    },
    note: (slip, made) => keepCopy(desk, slip, made),
  });
  return handOver(ports, data.copyNo, pdf, printOptionsOfDay(layout, printer));
}

function keepCopy(
  { store, person, now }: DaySlipDesk,
  { date, layout, copyNo }: DaySlipData,
  { sha256, templateVersion }: RenderedPdf,
): boolean {
  if (slipsOf(store, date).length >= copyNo) return false;
  keepSlip(store, date, { sha256, templateVersion, layout, printedAt: now, personId: person.personId });
  return true;
}

function resolvedOf({ total, early, onTime, late }: DayReview['figures']['resolved']) {
  return { resolved: total, early, onTime, late };
}

/** Asked of the store: nothing is unsent and the last manifest is countersigned. */
function confirmedOf(store: Store): DaySlipData['confirmed'] {
  const [kept] = store.sync.countersigned(1);
  if (kept === undefined || kept.countersigned === null || !syncStatus(store).allSent) return null;
  const { manifestHash, serverTime } = kept.countersigned.statement;
  return { check: manifestHash.slice(0, 12).toUpperCase(), at: localMinuteOf(serverTime), acts: kept.manifest.acts };
}

function openOf(problem: DayProblem): DaySlipData['open'][number] {
  switch (problem.kind) {
    case 'needsDecision':
    case 'paperUnanswered':
      return { kind: problem.kind, name: nameOf(problem.dossierCode, problem.applicantName), count: 1 };
    case 'differs':
      return { kind: 'differs', name: nameOf(problem.act.dossierCode, problem.act.applicantName ?? ''), count: 1 };
    case 'drafts':
      return { kind: 'drafts', name: problem.ownerName, count: problem.count };
  }
}

/** The short code and whose it is, as the screen's lines say it. */
function nameOf(dossierCode: string | null, applicantName: string): string {
  return [dossierCode?.split('-').slice(1).join('-') ?? '', applicantName].filter((part) => part !== '').join(' ');
}
