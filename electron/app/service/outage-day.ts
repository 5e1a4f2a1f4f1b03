/** The outage log by days: what was down, how long, and which dossiers it touched. */
import { setImmediate } from 'node:timers/promises';
import type { Coincidence } from '#shared/contract/dossier.ts';
import type { OutageDay, OutageDayLine, TouchedDossier } from '#shared/contract/outage.ts';
import { addDays, type CivilDate, parseCivilDate } from '#shared/domain/deadline/civil-date.ts';
import { atMinute, dateOf, fromInstant, type LocalDateTime, toInstant } from '#shared/domain/deadline/local-date-time.ts';
import { openMinutesOn } from '#shared/domain/deadline/office-hours.ts';
import { type Outage, type OutageCause, outagesOfDay } from '#shared/domain/outage/outage.ts';
import { touchesOf } from '#shared/domain/outage/touched.ts';
import { type LoggedOutage, outageWhy, type TimedDossier } from '../../store/queries/outages.ts';
import type { StoreReader } from '../../store/store.ts';
import type { OfficeData } from './office-data.ts';
import { actorNames } from './people.ts';

const daysBack = 400;

/** `standing`: an outage the log does not hold yet, for a reader beside a desk that is down. */
export type OutageDesk = {
  readonly store: StoreReader;
  readonly office: OfficeData;
  readonly now: string;
  readonly standing?: LoggedOutage;
};

/** The log's word to the office's. */
export const causeOf: Readonly<Record<LoggedOutage['why'], OutageCause>> = {
  [outageWhy.server]: 'server',
  [outageWhy.software]: 'software',
  [outageWhy.machine]: 'machine',
};

export function outageDays(desk: OutageDesk): OutageDayLine[] {
  const now = fromInstant(desk.now);
  const today = dateOf(now);
  const first = addDays(today, -daysBack);
  const outages = outagesIn(desk, first, today);
  const dates = new Set(outages.flatMap((one) => datesOf(one, first, dateOf(one.to ?? now))));
  return [...dates]
    .sort()
    .reverse()
    .map((date) => {
      const day = outagesOfDay(outages, date, now, []);
      return {
        date,
        outages: day.outages.length,
        seconds: day.seconds,
        ours: day.outages.some(({ cause }) => cause === 'software'),
        printed: desk.store.outages.certificates(date).length,
      };
    });
}

/** Throws `time-not-real` for a date that is none, `calendar-missing` for one no calendar reaches. Others get their turn in between. */
export async function outageDay(desk: OutageDesk, day: string): Promise<OutageDay> {
  const { store, office, now } = desk;
  const date = parseCivilDate(day);
  const hours = openMinutesOn(office.config.officeHours, office.calendar, date);
  const { outages, seconds, officeSeconds } = outagesOfDay(outagesIn(desk, date, date), date, fromInstant(now), hours);
  const printed = store.outages.certificates(date);
  const names = actorNames(
    store,
    printed.map(({ personId }) => personId),
  );
  return {
    date,
    now,
    outages: outages.map(({ from, to, ...rest }) => ({ ...rest, from: toInstant(from), to: to === null ? null : toInstant(to) })),
    seconds,
    officeSeconds,
    dossiers: await touchedOn(store, date, outages, fromInstant(now)),
    printed: printed.map(({ copyNo, printedAt, reason, personId }) => ({
      copyNo,
      printedAt,
      reason,
      fullName: names[personId] ?? personId,
    })),
  };
}

/** Logged outages that touch any day from `first` to `last`. */
function outagesIn({ store, standing }: Pick<OutageDesk, 'store' | 'standing'>, first: CivilDate, last: CivilDate): Outage[] {
  const logged = store.outages.between(startOf(first), startOf(addDays(last, 1)));
  return [...logged, ...(standing === undefined ? [] : [standing])].map(outageOf);
}

/** An entry of the log in the office's time. */
function outageOf({ beganAt, endedAt, why, clockMoved }: LoggedOutage): Outage {
  return { from: fromInstant(beganAt), to: endedAt === null ? null : fromInstant(endedAt), cause: causeOf[why], clockMoved };
}

/** Outages of this counter in which the dossier was received, fell due or was promised: "trùng thời gian sự cố". */
export function coincidencesOf(store: StoreReader, dossier: Times, now: string): Coincidence[] {
  const times = timesOf(dossier);
  const dates = [times.receivedAt, times.dueAt, times.promisedAt].flatMap((at) => (at === null ? [] : [dateOf(at)]));
  const logged = dates.flatMap((date) => outagesIn({ store }, date, date));
  const outages = [...new Map(logged.map((one) => [`${one.from} ${one.cause}`, one])).values()].sort((a, b) => (a.from < b.from ? -1 : 1));
  const touches = touchesOf(times, outages, fromInstant(now));
  return outages.flatMap(({ from, to, cause }, index) => {
    const by = touches.filter((touch) => touch.outages.includes(index)).map((touch) => touch.by);
    return by.length === 0 ? [] : [{ from: toInstant(from), to: to === null ? null : toInstant(to), cause, by }];
  });
}

const startOf = (date: CivilDate): string => toInstant(atMinute(date, 0));

function datesOf({ from }: Outage, first: CivilDate, last: CivilDate): CivilDate[] {
  const dates: CivilDate[] = [];
  for (let date = dateOf(from) < first ? first : dateOf(from); date <= last; date = addDays(date, 1)) dates.push(date);
  return dates;
}

/** Outages reach over midnight, but a day's certificate names the dossiers of its day. */
async function touchedOn(store: StoreReader, date: CivilDate, outages: readonly Outage[], now: LocalDateTime): Promise<TouchedDossier[]> {
  const timed = outages.length === 0 ? [] : await timedNear(store, date);
  return timed.flatMap((dossier) => {
    const touches = touchesOf(timesOf(dossier), outages, now).filter(({ at }) => dateOf(at) === date);
    if (touches.length === 0) return [];
    const { dossierId, dossierCode, procedureCode, procedureName, receivedAt, dueAt, promisedAt } = dossier;
    return [
      {
        dossierId,
        dossierCode,
        procedureCode,
        procedureName,
        receivedAt,
        dueAt,
        promisedAt,
        by: touches.map(({ by }) => by),
        outages: [...new Set(touches.flatMap((touch) => touch.outages))].sort((a, b) => a - b),
      },
    ];
  });
}

/** Read in parts, by code. As text, times of another offset lie up to a day beside. */
async function timedNear({ outages }: StoreReader, date: CivilDate): Promise<readonly TimedDossier[]> {
  const all: TimedDossier[] = [];
  for (let after: number | null = 0; after !== null;) {
    const { found, next } = outages.dossiersTimedIn(startOf(addDays(date, -1)), startOf(addDays(date, 2)), after);
    all.push(...found);
    after = next;
    if (after !== null) await setImmediate();
  }
  return all.sort((a, b) => (a.dossierCode ?? '').localeCompare(b.dossierCode ?? ''));
}

const local = (instant: string | null): LocalDateTime | null => (instant === null ? null : fromInstant(instant));

type Times = Pick<TimedDossier, 'receivedAt' | 'dueAt' | 'promisedAt' | 'resolvedAt' | 'returnedAt'>;

function timesOf({ receivedAt, dueAt, promisedAt, resolvedAt, returnedAt }: Times) {
  return {
    receivedAt: local(receivedAt),
    dueAt: local(dueAt),
    promisedAt: local(promisedAt),
    resolvedAt: local(resolvedAt),
    returnedAt: local(returnedAt),
  };
}
