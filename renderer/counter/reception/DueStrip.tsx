/** When to come back, drawn day by day, with one sentence that says what was skipped and why. */
import { SegmentedControl } from '@mantine/core';
import { memo } from 'react';
import { useTranslation } from 'react-i18next';
import type { DueView } from '#shared/contract/due.ts';
import type { Procedure } from '#shared/domain/catalogue/procedure.ts';
import { dateText, timeText } from '../../ui/format.ts';
import { DayRibbon } from '../../ui/ribbon/DayRibbon.tsx';
import { DueSentence } from '../../ui/ribbon/DueSentence.tsx';
import { limitText } from './limit-text.ts';
import { useReceptionStore } from './reception-store.ts';

export type DueStripProps = {
  readonly due: DueView | null;
  /** What keeps the date from being counted, in words. */
  readonly fault: string | null;
  readonly procedure: Procedure | undefined;
  readonly settles: boolean;
  readonly slipAsked: boolean;
  readonly today: string;
};

/** Redrawn when the due date changes, not at every key. */
export const DueStrip = memo(function DueStrip({ due: asked, fault, procedure, settles, slipAsked, today }: DueStripProps) {
  const { t } = useTranslation();
  if (procedure === undefined || asked === null) return <NoDate fault={procedure === undefined ? undefined : fault} />;
  return (
    <section className="mc-panel mc-when" aria-label={t('reception.due.title')}>
      <DueDate due={asked} settles={settles} />
      <DueDays due={asked} slipAsked={slipAsked} today={today} />
    </section>
  );
});

/** `fault` undefined: no procedure is chosen yet; null: the date is on its way. */
function NoDate({ fault }: { readonly fault: string | null | undefined }) {
  const { t } = useTranslation();
  return (
    <section className="mc-panel mc-when mc-when-empty" aria-label={t('reception.due.title')}>
      {fault === undefined ? <p className="mc-muted">{t('reception.due.none')}</p> : null}
      {fault === undefined || fault === null ? null : <p className="mc-field-error">{fault}</p>}
    </section>
  );
}

function DueDate({ due: { steps, dueAt, limit }, settles }: { readonly due: DueView; readonly settles: boolean }) {
  const { t } = useTranslation();
  const last = steps.at(-1);
  return (
    <div className="mc-when-big" aria-live="polite">
      <span className="mc-s mc-muted">{t(settles ? 'reception.due.settles' : 'reception.due.title')}</span>
      <span className="mc-when-date">
        {last === undefined ? null : <span className="mc-when-weekday">{t(`ribbon.weekdayTitle.${last.weekday}`)}</span>} {dateText(dueAt)}
      </span>
      <span>
        <b>{timeText(dueAt)}</b>{' '}
        <span className="mc-s mc-muted">
          {t('reception.due.full', { limit: limitText(limit, null, t), context: limit.sameDay ? 'sameDay' : '' })}
        </span>
      </span>
    </div>
  );
}

type DueDaysProps = { readonly due: DueView; readonly slipAsked: boolean; readonly today: string };

function DueDays({ due: { steps, dueAt, limit, calendarStatus }, slipAsked, today }: DueDaysProps) {
  const { t } = useTranslation();
  const endsToday = dueAt.slice(0, 10) === today;
  const first = steps[0]?.reason;
  return (
    <div className="mc-when-days">
      <DayRibbon steps={steps} />
      {limit.sameDay && endsToday ? <SameDayChoice slipAsked={slipAsked} /> : <DueSentence steps={steps} />}
      {limit.sameDay && !endsToday ? (
        <p className="mc-when-note">
          {t(first === undefined || first === 'afterCutoff' ? 'reception.due.afterCutoff' : 'reception.due.onDayOff')}
        </p>
      ) : null}
      {calendarStatus === 'provisional' || calendarStatus === 'computed' ? (
        <p className="mc-when-note">{t(`reception.due.calendar.${calendarStatus}`, { year: dueAt.slice(0, 4) })}</p>
      ) : null}
    </div>
  );
}

/** Settled at the desk, without a slip, unless one is asked for. */
function SameDayChoice({ slipAsked }: { readonly slipAsked: boolean }) {
  const { t } = useTranslation();
  const store = useReceptionStore();
  return (
    <div className="mc-when-same" data-field="sameDay">
      <SegmentedControl
        aria-label={t('reception.due.sameDay')}
        value={slipAsked ? 'slip' : 'settle'}
        data={[
          { value: 'settle', label: t('reception.due.settle') },
          { value: 'slip', label: t('reception.due.slip') },
        ]}
        onChange={(value) => {
          store.setState({ slipAsked: value === 'slip' });
        }}
      />
      <span className="mc-s mc-muted">{t('reception.due.sameDayWhy')}</span>
    </div>
  );
}
