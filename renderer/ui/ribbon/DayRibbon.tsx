/** How a due date is counted, day by day: the same component at reception, on the dossier and for the citizen. */
import type { TFunction } from 'i18next';
import { useTranslation } from 'react-i18next';
import type { DeadlineStep } from '#shared/domain/deadline/steps.ts';
import { dateText } from '../format.ts';
import { type RibbonCell, ribbonCells } from './ribbon-cells.ts';
import './day-ribbon.css';

export type DayRibbonProps = {
  readonly steps: readonly DeadlineStep[];
  /** `YYYY-MM-DD`: ringed, and days before it tinted; null where today says nothing (reception). */
  readonly today?: string | null;
  /** Fewer cells for narrow places; 14 unless said. */
  readonly maxCells?: number;
};

/** An ordered list of days; draws what `deadline.steps` says and computes nothing. */
export function DayRibbon({ steps, today = null, maxCells = 14 }: DayRibbonProps) {
  const { t } = useTranslation();
  return (
    <ol className="mc-ribbon" aria-label={t('ribbon.label')}>
      {ribbonCells(steps, today, maxCells).map((cell) =>
        cell.kind === 'day' ? (
          <Day key={`${cell.step.cycle}-${cell.step.date}`} cell={cell} today={today} t={t} />
        ) : (
          <Fold key={`fold-${cell.steps[0]?.date ?? ''}`} steps={cell.steps} t={t} />
        ),
      )}
    </ol>
  );
}

type DayProps = { readonly cell: Extract<RibbonCell, { kind: 'day' }>; readonly today: string | null; readonly t: TFunction };

function Day({ cell: { step, opensCycle }, today, t }: DayProps) {
  const classes = ['mc-day', ...looksOf(step, today), ...(opensCycle ? ['mc-day-cycle'] : [])];
  return (
    <li className={classes.join(' ')} aria-current={step.date === today ? 'date' : undefined}>
      <span className="mc-day-name" aria-hidden="true">
        {t(`ribbon.weekday.${step.weekday}`)}
      </span>
      <b aria-hidden="true">{step.date.slice(8, 10)}</b>
      <em aria-hidden="true">{caption(step, today, t)}</em>
      <span className="mc-visually-hidden">{spoken(step, today, t)}</span>
    </li>
  );
}

function Fold({ steps, t }: { readonly steps: readonly DeadlineStep[]; readonly t: TFunction }) {
  return (
    <li className="mc-day mc-day-fold">
      <span className="mc-day-name" aria-hidden="true">
        …
      </span>
      <b>{t('ribbon.fold', { count: steps.length })}</b>
    </li>
  );
}

function looksOf(step: DeadlineStep, today: string | null): string[] {
  const past = today !== null && step.date < today;
  if (step.role === 'due') return ['mc-day-due', ...(step.date === today ? ['mc-day-now'] : [])];
  return [
    ...(step.role === 'received' ? ['mc-day-zero'] : []),
    ...(step.role === 'off' ? ['mc-day-off'] : []),
    ...(step.role === 'paused' ? ['mc-day-paused'] : []),
    ...(step.workSwap === true ? ['mc-day-swap'] : []),
    ...(past && step.role === 'counted' ? ['mc-day-past'] : []),
    ...(step.date === today ? ['mc-day-now'] : []),
  ];
}

/** The word under the number: what the day is for the count. */
function caption(step: DeadlineStep, today: string | null, t: TFunction): string {
  const n = step.n === undefined ? '' : String(step.n);
  if (step.role === 'due') return n === '' ? t('ribbon.due') : t('ribbon.dueNumbered', { n });
  if (step.role === 'received') return t(`ribbon.start.${step.start ?? 'received'}`);
  if (step.role === 'paused') return t('ribbon.paused');
  if (step.role === 'off' && n === '') return t(`ribbon.off.${step.reason ?? 'weekend'}`);
  if (step.workSwap === true) return t('ribbon.swapNumbered', { n });
  if (step.date === today) return n === '' ? t('ribbon.today') : t('ribbon.todayNumbered', { n });
  if (n !== '') return n;
  return step.minutes === undefined ? '' : t('ribbon.hours', { hours: Math.round(step.minutes / 6) / 10 });
}

function spoken(step: DeadlineStep, today: string | null, t: TFunction): string {
  const parts = [t(`ribbon.weekdayLong.${step.weekday}`), dateText(step.date)];
  if (step.date === today) parts.push(t('ribbon.today'));
  parts.push(step.reason === undefined ? caption(step, null, t) : t(`ribbon.offLong.${step.reason}`));
  return parts.filter((part) => part !== '').join(', ');
}
