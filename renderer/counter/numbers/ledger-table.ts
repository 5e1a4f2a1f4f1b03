/** The gap ledger as a table of texts, for a file to hand on: what it is and who made it, the heads, one run a row. */
import type { TFunction } from 'i18next';
import type { Gap, GapLedger } from '#shared/contract/numbers.ts';
import { dateText, instantText } from '../../ui/format.ts';

export type LedgerMaker = { readonly agencyName: string; readonly fullName: string; readonly madeAt: string };

const columns = ['series', 'date', 'from', 'to', 'many', 'why', 'more', 'code', 'voidedAt', 'voidedBy', 'voidedFor'] as const;

/** `madeAt`: office time, `YYYY-MM-DDTHH:mm`. */
export function ledgerTable(
  ledger: GapLedger,
  { agencyName, fullName, madeAt }: LedgerMaker,
  t: TFunction,
): readonly (readonly string[])[] {
  const { year, counterNo, volume, numbers, gaps } = ledger;
  return [
    [t('numbers.file.title', { year, counterNo, volume })],
    [agencyName],
    [t('numbers.file.made', { who: fullName, at: `${madeAt.slice(11)} ${dateText(madeAt)}`, count: numbers })],
    [],
    columns.map((name) => t(`numbers.file.column.${name}`)),
    ...gaps.map((gap) => rowOf(gap, volume, t)),
  ];
}

function rowOf({ series, date, from, to, reason, voided }: Gap, volume: string, t: TFunction): readonly string[] {
  const number = (n: number): string => (series === 'code' ? String(n).padStart(4, '0') : String(n));
  return [
    t(`numbers.file.series.${series}`, { volume }),
    date === null ? '' : dateText(date),
    number(from),
    number(to),
    String(to - from + 1),
    t(`numbers.ledger.reason.${reason}`),
    t(`numbers.ledger.todo.${reason}`),
    voided?.dossierCode ?? '',
    voided === null || voided.at === null ? '' : instantText(voided.at),
    voided?.by ?? '',
    voided?.reason ?? '',
  ];
}
