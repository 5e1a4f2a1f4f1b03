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
  /** Code of what keeps the date from being counted. */
  readonly fault: string | null;
  readonly procedure: Procedure | undefined;
  readonly settles: boolean;
  readonly slipAsked: boolean;
  readonly today: string;
};

/** Redrawn when the due date changes, not at every key. */
export const DueStrip = memo(function DueStrip({ due: asked, fault, procedure, settles, slipAsked, today }: DueStripProps) {
  const store = useReceptionStore();
  const { t } = useTranslation();
  const due = procedure === undefined ? null : asked;
  if (due === null) {
    return (
      <section className="mc-panel mc-when mc-when-empty" aria-label={t('reception.due.title')}>
        {procedure === undefined ? <p className="mc-muted">{t('reception.due.none')}</p> : null}
        {procedure === undefined || fault === null ? null : (
          <p className="mc-field-error">{t(`errors.${fault}.title`, { year: '', defaultValue: t('errors.unexpected.title') })}</p>
        )}
      </section>
    );
  }
  const last = due.steps.at(-1);
  const sameDayToday = due.limit.sameDay && due.dueAt.slice(0, 10) === today;
  return (
    <section className="mc-panel mc-when" aria-label={t('reception.due.title')}>
      <div className="mc-when-big" aria-live="polite">
        <span className="mc-s mc-muted">{t(settles ? 'reception.due.settles' : 'reception.due.title')}</span>
        <span className="mc-when-date">
          {last === undefined ? null : <span className="mc-when-weekday">{t(`ribbon.weekdayTitle.${last.weekday}`)}</span>}{' '}
          {dateText(due.dueAt)}
        </span>
        <span>
          <b>{timeText(due.dueAt)}</b>{' '}
          <span className="mc-s mc-muted">
            {t('reception.due.full', { limit: limitText(due.limit, null, t), context: due.limit.sameDay ? 'sameDay' : '' })}
          </span>
        </span>
      </div>
      <div className="mc-when-days">
        <DayRibbon steps={due.steps} />
        {sameDayToday ? (
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
        ) : (
          <DueSentence steps={due.steps} />
        )}
        {due.limit.sameDay && !sameDayToday ? (
          <p className="mc-when-note">
            {t(`reception.due.${due.steps[0]?.reason === undefined || due.steps[0].reason === 'afterCutoff' ? 'afterCutoff' : 'onDayOff'}`)}
          </p>
        ) : null}
        {due.calendarStatus === 'provisional' || due.calendarStatus === 'computed' ? (
          <p className="mc-when-note">{t(`reception.due.calendar.${due.calendarStatus}`, { year: due.dueAt.slice(0, 4) })}</p>
        ) : null}
      </div>
    </section>
  );
});
