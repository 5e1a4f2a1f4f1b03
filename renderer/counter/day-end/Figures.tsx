/** The left column: the day at this counter in figures. A zero is quiet. */
import { useTranslation } from 'react-i18next';
import { type CivilDate, weekdayOf } from '#shared/domain/deadline/civil-date.ts';
import type { DayReview } from '#shared/contract/day-end.ts';
import { dateText, moneyText, numberText, officeTime, timeText } from '../../ui/format.ts';
import { useDesk } from '../frame/desk.ts';
import { useNavigation } from '../frame/navigation.ts';
import { megabytes } from '../sync/work.ts';
import { sinceText } from '../sync/sync-words.ts';

type Line = { readonly name: string; readonly value: string; readonly zero: boolean; readonly note?: string };

export function Figures({ review }: { readonly review: DayReview }) {
  const { t } = useTranslation();
  const { unit } = useDesk();
  const weekday = t(`ribbon.weekdayLong.${weekdayOf(review.date as CivilDate)}`);
  return (
    <section className="mc-panel mc-dayend-figures mc-quiet-focus" tabIndex={0} aria-label={t('dayEnd.figures.title')}>
      <h1>{t('dayEnd.figures.date', { weekday, date: dateText(review.date) })}</h1>
      <p className="mc-s mc-muted">{t('dayEnd.figures.until', { counterNo: unit.counterNo, time: timeText(officeTime(review.now)) })}</p>
      <dl>
        {useLines(review).map(({ name, value, zero, note }) => (
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

function useLines({ figures, cash, outages, unsentBytes, date }: DayReview): readonly Line[] {
  const { t } = useTranslation();
  const { accepted, resolved, printed } = figures;
  const taken = cash.reduce((sum, { takenVnd }) => sum + takenVnd, 0);
  const given = (words: readonly (readonly [number, string])[]): string =>
    words
      .filter(([count]) => count > 0)
      .map(([count, key]) => t(`dayEnd.figures.${key}`, { count }))
      .join(' · ');
  return [
    line(
      'accepted',
      accepted.total,
      given([
        [accepted.inPerson, 'inPerson'],
        [accepted.online, 'online'],
        [accepted.postal, 'postal'],
      ]),
    ),
    line(
      'resolved',
      resolved.total,
      given([
        [resolved.early, 'early'],
        [resolved.onTime, 'onTime'],
        [resolved.late, 'late'],
      ]),
    ),
    line('returned', figures.returned),
    line('supplements', figures.supplements),
    line('notAccepted', figures.notAccepted),
    line('printed', printed.total, given([[printed.reprints, 'reprints']])),
    ...(figures.imported === 0 ? [] : [line('imported', figures.imported)]),
    {
      name: 'fee',
      value: moneyText(taken),
      zero: taken === 0,
      ...(cash.length < 2
        ? {}
        : { note: cash.map(({ fullName, takenVnd }) => `${fullName.split(' ').at(-1) ?? ''} ${numberText(takenVnd)}`).join(' · ') }),
    },
    { name: 'scans', value: t('dayEnd.figures.megabytes', { mb: megabytes(unsentBytes) }), zero: unsentBytes === 0 },
    ...(outages.length === 0
      ? []
      : [
          {
            name: 'outages',
            value: numberText(outages.length),
            zero: false,
            note: outages
              .slice(-2)
              .map(
                ({ from, to, cause }) =>
                  `${t(`dayEnd.figures.outage.${cause}`)} ${sinceText(from, date)} – ${to === null ? t('dayEnd.figures.now') : sinceText(to, date)}`,
              )
              .join(' · '),
          },
        ]),
  ];
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

function line(name: string, count: number, note = ''): Line {
  return { name, value: numberText(count), zero: count === 0, ...(note === '' ? {} : { note }) };
}
