/** Days with outages, the last first; arrows choose. */
import { useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import type { OutageDayLine } from '#shared/contract/outage.ts';
import { dateText } from '../../ui/format.ts';
import { lengthText } from './outage-words.ts';

export type OutageDaysProps = {
  readonly days: readonly OutageDayLine[];
  readonly chosen: string | null;
  readonly list: React.RefObject<HTMLUListElement | null>;
  readonly onChoose: (date: string) => void;
};

export function OutageDays({ days, chosen, list, onChoose }: OutageDaysProps) {
  const { t } = useTranslation();
  useEffect(() => {
    document.getElementById(`outage-${chosen ?? ''}`)?.scrollIntoView({ block: 'nearest' });
  }, [chosen]);
  return (
    <section className="mc-panel mc-outage-days" aria-label={t('outage.days')}>
      <h2 className="mc-panel-title">{t('outage.days')}</h2>
      <ul
        role="listbox"
        tabIndex={0}
        ref={list}
        aria-label={t('outage.days')}
        aria-activedescendant={days.some(({ date }) => date === chosen) ? `outage-${chosen ?? ''}` : undefined}
      >
        {days.map(({ date, outages, seconds, ours, printed }) => (
          <li
            key={date}
            id={`outage-${date}`}
            role="option"
            aria-selected={date === chosen}
            onClick={() => {
              onChoose(date);
            }}
          >
            <b>{dateText(date)}</b>
            <span>{lengthText(seconds, t)}</span>
            <small className="mc-muted">
              {[
                t('outage.count', { count: outages }),
                ...(ours ? [t('outage.ours')] : []),
                ...(printed > 0 ? [t('outage.printed')] : []),
              ].join(' · ')}
            </small>
          </li>
        ))}
      </ul>
    </section>
  );
}
