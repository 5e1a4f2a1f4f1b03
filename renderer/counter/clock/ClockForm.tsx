/** Is this the time? Enter says yes, digits say which. */
import { TextInput } from '@mantine/core';
import type { ReactNode, Ref } from 'react';
import { useTranslation } from 'react-i18next';
import type { ClockState } from '#shared/contract/clock.ts';
import { type CivilDate, weekdayOf } from '#shared/domain/deadline/civil-date.ts';
import { KeyCap } from '../../ui/bars/KeyCap.tsx';
import { failureWords } from '../../ui/bars/failure-words.ts';
import { DateField } from '../../ui/DateField.tsx';
import { dateText, instantText, timeText } from '../../ui/format.ts';
import { useClock } from '../frame/desk.ts';
import { clockSentence } from './clock-words.ts';
import { type ClockQuestionView, latestDay } from './use-clock-question.ts';
import './clock.css';

export type ClockFormProps = {
  readonly view: ClockQuestionView;
  readonly state: ClockState;
  readonly title: ReactNode;
  readonly field?: Ref<HTMLInputElement>;
};

/** i18n key of the heading: a day that begins is no warning. */
export function titleKey({ question }: ClockState): string {
  return question?.reason === 'first-sign-in' ? 'clock.titleOfDay' : 'clock.title';
}

export function ClockForm({ view, state, title, field }: ClockFormProps) {
  const { t } = useTranslation();
  const reason = state.question?.reason;
  return (
    <form
      className="mc-clock"
      onSubmit={(event) => {
        event.preventDefault();
        void view.confirm();
      }}
    >
      {title}
      <p className={reason === 'first-sign-in' ? undefined : 'mc-clock-odd'}>{clockSentence(state, t)}</p>
      <Suggested state={state} readAtMs={view.readAtMs} />
      <div className="mc-clock-fields">
        <TextInput
          ref={field}
          label={t('clock.time')}
          value={view.entry.time}
          inputMode="numeric"
          autoComplete="off"
          data-autofocus
          autoFocus
          error={view.unread === 'time' ? t('clock.unread.time') : undefined}
          onChange={(event) => {
            view.put({ time: event.currentTarget.value });
          }}
        />
        <DateField
          label={t('clock.date')}
          value={view.entry.date}
          today={latestDay}
          yearAlone={false}
          error={view.unread === 'date' ? t('clock.unread.date') : undefined}
          onChange={(date) => {
            view.put({ date });
          }}
        />
      </div>
      <Doubt view={view} />
      <button type="submit" className="mc-clock-yes" disabled={view.busy}>
        <KeyCap combo="Enter" /> {t(yesKey(view))}
      </button>
    </form>
  );
}

/** The time one key confirms, going on while it is looked at. */
function Suggested({ state: { question, now, differenceSeconds }, readAtMs }: { readonly state: ClockState; readonly readAtMs: number }) {
  const { t } = useTranslation();
  const at = useClock(question?.suggestedAt ?? now, readAtMs);
  if (question?.suggestedAt === null) return <p>{t('clock.typeIt')}</p>;
  return (
    <div className="mc-clock-suggested">
      <b>{timeText(at)}</b>
      <span>
        {t(`ribbon.weekdayLong.${weekdayOf(at.slice(0, 10) as CivilDate)}`)} {dateText(at)}
      </span>
      {differenceSeconds === 0 ? null : (
        <small className="mc-muted">{t('clock.kept', { count: Math.round(Math.abs(differenceSeconds) / 60) })}</small>
      )}
    </div>
  );
}

function Doubt({ view: { failure } }: { readonly view: ClockQuestionView }) {
  const { t } = useTranslation();
  if (failure === null) return null;
  const { why, than } = failure.params;
  if (failure.code === 'clock-time-doubtful' && typeof why === 'string' && typeof than === 'string')
    return (
      <p className="mc-clock-odd" role="alert">
        {t(`clock.doubt.${why}`, { than: instantText(than) })}
      </p>
    );
  const { title, action } = failureWords(failure, t);
  return (
    <p className="mc-clock-odd" role="alert">
      <b>{title}</b> {action}
    </p>
  );
}

function yesKey({ entry, failure }: ClockQuestionView): string {
  if (failure?.code === 'clock-time-doubtful' && failure.params['why'] !== 'beyond-belief') return 'clock.yesAgain';
  return entry.time === '' && entry.date === '' ? 'clock.yes' : 'clock.yesTyped';
}
