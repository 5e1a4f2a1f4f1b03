/** The left column: the day at this counter in figures. A zero is quiet. */
import { useTranslation } from 'react-i18next';
import { type CivilDate, weekdayOf } from '#shared/domain/deadline/civil-date.ts';
import type { DayReview } from '#shared/contract/day-end.ts';
import { dateText, officeTime, timeText } from '../../ui/format.ts';
import { useDesk } from '../frame/desk.ts';
import { useNavigation } from '../frame/navigation.ts';
import { figureLines } from './figure-lines.ts';

export function Figures({ review }: { readonly review: DayReview }) {
  const { t } = useTranslation();
  const { unit } = useDesk();
  const weekday = t(`ribbon.weekdayLong.${weekdayOf(review.date as CivilDate)}`);
  return (
    <section className="mc-panel mc-dayend-figures mc-quiet-focus" tabIndex={0} aria-label={t('dayEnd.figures.title')}>
      <h1>{t('dayEnd.figures.date', { weekday, date: dateText(review.date) })}</h1>
      <p className="mc-s mc-muted">{t('dayEnd.figures.until', { counterNo: unit.counterNo, time: timeText(officeTime(review.now)) })}</p>
      <dl>
        {figureLines(review, t).map(({ name, value, zero, note }) => (
          <div key={name} data-zero={zero || undefined}>
            <dt>
              {name === 'outages' ? <OutageLink date={review.date} /> : t(`dayEnd.figures.${name}`)}
              {note === undefined ? null : <small>{note}</small>}
            </dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
    </section>
  );
}

/** To the outage log of the day. */
function OutageLink({ date }: { readonly date: string }) {
  const { t } = useTranslation();
  const go = useNavigation((navigation) => navigation.go);
  return (
    <button
      type="button"
      className="mc-link"
      onClick={() => {
        go({ screen: 'outages', date });
      }}
    >
      {t('dayEnd.figures.outages')}
    </button>
  );
}
