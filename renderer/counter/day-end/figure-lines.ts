/** The day in figures: one line each, with what it is made of. */
import type { TFunction } from 'i18next';
import type { DayReview } from '#shared/contract/day-end.ts';
import { formatVnd } from '#shared/domain/fee/vnd.ts';
import { numberText } from '../../ui/format.ts';
import { sinceText } from '../sync/sync-words.ts';
import { megabytes } from '../sync/work.ts';

/** `name` is a key under `dayEnd.figures`. */
export type FigureLine = { readonly name: string; readonly value: string; readonly zero: boolean; readonly note?: string };

/** At most so many outages are told by their times, the last ones. */
const outagesTold = 2;

export function figureLines({ figures, cash, outages, unsentBytes, date }: DayReview, t: TFunction): readonly FigureLine[] {
  const { accepted, resolved, printed } = figures;
  const taken = cash.reduce((sum, { takenVnd }) => sum + takenVnd, 0);
  return [
    line('accepted', accepted.total, partsWords(accepted, ['inPerson', 'online', 'postal'], t)),
    line('resolved', resolved.total, partsWords(resolved, ['early', 'onTime', 'late'], t)),
    line('returned', figures.returned),
    line('supplements', figures.supplements),
    line('notAccepted', figures.notAccepted),
    line('printed', printed.total, partsWords(printed, ['reprints'], t)),
    ...(figures.imported === 0 ? [] : [line('imported', figures.imported)]),
    { ...line('fee', taken, cash.length < 2 ? '' : tillsWords(cash)), value: formatVnd(taken) },
    { ...line('scans', unsentBytes), value: t('dayEnd.figures.megabytes', { mb: megabytes(unsentBytes) }) },
    ...(outages.length === 0 ? [] : [line('outages', outages.length, outagesWords(outages, date, t))]),
  ];
}

function line(name: string, count: number, note = ''): FigureLine {
  return { name, value: numberText(count), zero: count === 0, ...(note === '' ? {} : { note }) };
}

/** "trực tiếp 29 · trực tuyến 3"; what is 0 is not told. */
function partsWords(counts: Readonly<Record<string, number>>, parts: readonly string[], t: TFunction): string {
  return parts
    .map((part) => ({ part, count: counts[part] ?? 0 }))
    .filter(({ count }) => count > 0)
    .map(({ part, count }) => t(`dayEnd.figures.${part}`, { count }))
    .join(' · ');
}

/** "Hạnh 284.000 · Phúc 178.000": people of one desk know each other by the last word of their names. */
function tillsWords(cash: DayReview['cash']): string {
  return cash.map(({ fullName, takenVnd }) => `${fullName.split(' ').at(-1) ?? ''} ${numberText(takenVnd)}`).join(' · ');
}

/** "mất mạng 07:52 – 16:40". */
function outagesWords(outages: DayReview['outages'], date: string, t: TFunction): string {
  return outages
    .slice(-outagesTold)
    .map(({ from, to, cause }) => {
      const until = to === null ? t('dayEnd.figures.now') : sinceText(to, date);
      return `${t(`dayEnd.figures.outage.${cause}`)} ${sinceText(from, date)} – ${until}`;
    })
    .join(' · ');
}
