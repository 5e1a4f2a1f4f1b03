/** A paper filled in by hand is entered later: its own date and time, its page, and why. The blue frame says that the clock is not now. */
import { TextInput } from '@mantine/core';
import { useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { DateField } from '../../ui/DateField.tsx';
import { dateText } from '../../ui/format.ts';
import { DraftField, useGap } from './DraftField.tsx';
import { readClock, shownParts } from './local-time.ts';
import { usePatch } from './reception-store.ts';

/** Mounted anew for each draft: what is typed of date and time belongs to one paper. */
export function BackfillPanel({ occurredAt, today }: { readonly occurredAt: string; readonly today: string }) {
  const { t } = useTranslation();
  return (
    <section className="mc-panel mc-backfill" aria-label={t('reception.backfill.title')}>
      <b className="mc-backfill-title">{t('reception.backfill.title')}</b>
      <PaperDate occurredAt={occurredAt} today={today} />
      <PaperTime occurredAt={occurredAt} />
      <DraftField name="backfillPage" label={`${t('reception.fields.paperPage')} ${t('ui.optional')}`} />
      <DraftField name="backfillReason" className="mc-backfill-reason" />
    </section>
  );
}

function PaperDate({ occurredAt, today }: { readonly occurredAt: string; readonly today: string }) {
  const { t } = useTranslation();
  const patch = usePatch();
  const error = useGap('occurredAt');
  const [date, setDate] = useState(() => dateText(shownParts(occurredAt).date));
  const field = useRef<HTMLInputElement>(null);
  // The paper's own date comes before everything else.
  useEffect(() => {
    field.current?.focus();
  }, []);
  return (
    <div data-field="occurredAt">
      <DateField
        ref={field}
        label={t('reception.fields.paperDate')}
        value={date}
        today={today}
        yearAlone={false}
        error={error}
        onChange={setDate}
        onLeave={(read) => {
          patch((data) => ({ ...data, occurredAt: `${read ?? 'unread'}T${data.occurredAt.split('T')[1] ?? ''}` }));
        }}
      />
    </div>
  );
}

function PaperTime({ occurredAt }: { readonly occurredAt: string }) {
  const { t } = useTranslation();
  const patch = usePatch();
  const [clock, setClock] = useState(() => shownParts(occurredAt).time);
  return (
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
          setClock(read ?? shownParts(occurredAt).time);
          if (read !== undefined) patch((data) => ({ ...data, occurredAt: `${data.occurredAt.split('T')[0] ?? ''}T${read}` }));
        }}
      />
    </div>
  );
}
