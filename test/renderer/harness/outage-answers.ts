/** The outage log of counter 2: a bad Thursday with every cause, and quieter days before it. */
import type { OutageDay, OutageDayLine } from '#shared/contract/outage.ts';
import { rows } from './double-data.ts';

const at = (time: string, date = '2025-04-24'): string => `${date}T${time}:00+07:00`;

const bad: OutageDay = {
  date: '2025-04-24',
  now: at('17:34'),
  outages: [
    { from: at('17:52', '2025-04-23'), to: at('07:40'), cause: 'machine', clockMoved: true, seconds: 27_600, officeSeconds: 600 },
    { from: at('09:10'), to: at('09:10'), cause: 'software', clockMoved: false, seconds: 20, officeSeconds: 20 },
    { from: at('16:05'), to: null, cause: 'server', clockMoved: false, seconds: 5340, officeSeconds: 5100 },
  ],
  seconds: 32_960,
  officeSeconds: 5720,
  dossiers: rows.slice(0, 6).map(({ dossierId, dossierCode, procedureName }, index) => ({
    dossierId,
    dossierCode,
    procedureCode: '1.001193',
    procedureName,
    receivedAt: at('09:10'),
    dueAt: at('17:30'),
    promisedAt: null,
    by: index === 0 ? ['received', 'due'] : ['due'],
    outages: index === 0 ? [1, 2] : [2],
  })),
  printed: [],
};
const quiet = (date: string): OutageDay => ({
  ...bad,
  date,
  outages: [{ from: at('08:00', date), to: at('08:20', date), cause: 'server', clockMoved: false, seconds: 1200, officeSeconds: 1200 }],
  seconds: 1200,
  officeSeconds: 1200,
  dossiers: [],
});
const others = ['2025-04-23', '2025-04-17', '2025-04-02'];

/** Enough of a certificate to see where the paper stands. */
const sheet = (date: string, copyNo: number, reason: string | null): string =>
  `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 595 842"><rect width="595" height="842" fill="#fff"/><g font-family="serif" text-anchor="middle"><text x="297" y="120" font-size="16" font-weight="bold">GIẤY XÁC NHẬN THỜI GIAN SỰ CỐ</text><text x="297" y="150" font-size="14">${date}${copyNo > 1 ? ` BẢN IN LẠI lần ${String(copyNo - 1)}: ${reason ?? ''}` : ''}</text></g></svg>`;

export function outageAnswers(empty: boolean): Record<string, (input: never) => unknown> {
  const printed = new Map<string, OutageDay['printed']>();
  const dayOf = (date: string): OutageDay => ({ ...(date === bad.date ? bad : quiet(date)), printed: printed.get(date) ?? [] });
  const lineOf = (date: string): OutageDayLine => {
    const day = dayOf(date);
    return {
      date,
      outages: day.outages.length,
      seconds: day.seconds,
      ours: day.outages.some(({ cause }) => cause === 'software'),
      printed: day.printed.length,
    };
  };
  return {
    'outage.days': () => (empty ? [] : [bad.date, ...others].map(lineOf)),
    'outage.day': ({ date }: { date: string }) => dayOf(date),
    'outage.preview': ({ date, reason }: { date: string; reason: string | null }) => {
      const copyNo = dayOf(date).printed.length + 1;
      return { pages: [sheet(date, copyNo, reason)], copyNo };
    },
    'outage.print': ({ date, reason }: { date: string; reason: string | null }) => {
      const before = printed.get(date) ?? [];
      const copyNo = before.length + 1;
      printed.set(date, [...before, { copyNo, printedAt: at('17:35'), fullName: 'Lê Thị Hạnh', reason }]);
      return { copyNo, queued: true, queueFault: null };
    },
  };
}
