/** A paper filled in by hand is entered later: its own date and time, its page, and why. The blue frame says that the clock is not now. */
import { TextInput } from '@mantine/core';
import { useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { DraftData } from '#shared/contract/reception.ts';
import { DateField } from '../../ui/DateField.tsx';
import { dateText, timeText } from '../../ui/format.ts';
import { readClock } from './local-time.ts';
import { patchDraft, useReceptionStore } from './reception-store.ts';

export function BackfillPanel({
  data,
  today,
  pointed,
}: {
  readonly data: DraftData;
  readonly today: string;
  readonly pointed: string | undefined;
}) {
  const { t } = useTranslation();
  const store = useReceptionStore();
  const [date, setDate] = useState(() => dateText(data.occurredAt));
  const [clock, setClock] = useState(() => timeText(data.occurredAt));
  const first = useRef<HTMLInputElement>(null);
  // The paper's own date comes before everything else.
  useEffect(() => {
    first.current?.focus();
  }, []);
  const gap = (field: string) => (pointed === field ? t(`reception.gaps.${field}`) : undefined);
  return (
    <section className="mc-panel mc-backfill" aria-label={t('reception.backfill.title')}>
      <b className="mc-backfill-title">{t('reception.backfill.title')}</b>
      <div data-field="occurredAt">
        <DateField
          ref={first}
          label={t('reception.fields.paperDate')}
          value={date}
          today={today}
          yearAlone={false}
          error={gap('occurredAt')}
          onChange={setDate}
          onLeave={(read) => {
            patchDraft(store, ({ occurredAt, ...rest }) => ({
              ...rest,
              occurredAt: `${read ?? 'unread'}T${occurredAt.split('T')[1] ?? ''}`,
            }));
          }}
        />
      </div>
      <div data-field="occurredAtTime">
        <TextInput
          label={t('reception.fields.paperTime')}
          value={clock}
          inputMode="numeric"
          autoComplete="off"
          onChange={(event) => {
            setClock(event.currentTarget.value);
          }}
          onBlur={() => {
            const read = readClock(clock);
            setClock(read ?? data.occurredAt.split('T')[1] ?? '');
            if (read !== undefined)
              patchDraft(store, ({ occurredAt, ...rest }) => ({ ...rest, occurredAt: `${occurredAt.split('T')[0] ?? ''}T${read}` }));
          }}
        />
      </div>
      <div data-field="backfillPage">
        <TextInput
          label={`${t('reception.fields.paperPage')} ${t('ui.optional')}`}
          value={data.backfillPage}
          autoComplete="off"
          onChange={(event) => {
            patchDraft(store, { backfillPage: event.currentTarget.value });
          }}
        />
      </div>
      <div className="mc-backfill-reason" data-field="backfillReason">
        <TextInput
          label={t('reception.fields.backfillReason')}
          value={data.backfillReason}
          error={gap('backfillReason')}
          autoComplete="off"
          onChange={(event) => {
            patchDraft(store, { backfillReason: event.currentTarget.value });
          }}
        />
      </div>
    </section>
  );
}
