/** What few dossiers need: several sets, a note, and when an online or postal one was filed. Nothing here commits; closing keeps what was typed. */
import { Modal, NumberInput, Textarea, TextInput } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { DateField } from '../../ui/DateField.tsx';
import { dateText, timeText } from '../../ui/format.ts';
import { useFocusReturn } from '../../ui/focus-back.ts';
import { useKeys } from '../../ui/keys/KeyLayer.tsx';
import { readDate } from '../../ui/read-date.ts';
import { useToday } from '../frame/desk.ts';
import { readClock } from './local-time.ts';
import { currentDraft, usePatch, useReception } from './reception-store.ts';

export function MoreFields({ onClose }: { readonly onClose: () => void }) {
  const { t } = useTranslation();
  const patch = usePatch();
  const { data } = useReception(currentDraft);
  useFocusReturn();
  useKeys([{ combo: 'Esc', label: t('ui.close'), run: onClose, inBar: false }], 'dialog');
  return (
    <Modal.Root opened onClose={onClose} transitionProps={{ duration: 0 }} centered>
      <Modal.Overlay />
      <Modal.Content>
        <Modal.Body>
          <div className="mc-more-head">
            <Modal.Title>{t('reception.more.fields')}</Modal.Title>
            <button type="button" className="mc-link" onClick={onClose}>
              {t('ui.close')}
            </button>
          </div>
          <div className="mc-more-fields">
            <NumberInput
              data-autofocus
              label={t('reception.fields.dossierCount')}
              value={data.dossierCount}
              min={1}
              max={999}
              clampBehavior="blur"
              allowDecimal={false}
              hideControls
              onChange={(value) => {
                if (typeof value === 'number' && value >= 1 && value <= 999) patch({ dossierCount: value });
              }}
            />
            {data.channel === 'inPerson' ? null : <SubmittedAt />}
            <Textarea
              label={`${t('reception.fields.note')} ${t('ui.optional')}`}
              value={data.note}
              maxLength={1000}
              autosize
              minRows={2}
              maxRows={6}
              onChange={(event) => {
                patch({ note: event.currentTarget.value });
              }}
            />
          </div>
        </Modal.Body>
      </Modal.Content>
    </Modal.Root>
  );
}

/** Kept once both the day and the hour can be read: an hour nobody typed is not made up. */
function SubmittedAt() {
  const { t } = useTranslation();
  const patch = usePatch();
  const { data } = useReception(currentDraft);
  const today = useToday();
  const [date, setDate] = useState(() => (data.submittedAt === '' ? '' : dateText(data.submittedAt)));
  const [clock, setClock] = useState(() => (data.submittedAt === '' ? '' : timeText(data.submittedAt)));
  const put = (day: string, hour: string): void => {
    const [read, time] = [readDate(day, today, false), readClock(hour)];
    patch({ submittedAt: read === null || time === undefined ? '' : `${read}T${time}` });
  };
  return (
    <div className="mc-more-submitted">
      <DateField
        label={t('reception.fields.submittedDate')}
        value={date}
        today={today}
        yearAlone={false}
        onChange={(typed) => {
          setDate(typed);
          put(typed, clock);
        }}
      />
      <TextInput
        label={t('reception.fields.submittedTime')}
        value={clock}
        inputMode="numeric"
        autoComplete="off"
        onChange={(event) => {
          setClock(event.currentTarget.value);
          put(date, event.currentTarget.value);
        }}
        onBlur={() => {
          setClock(readClock(clock) ?? clock);
        }}
      />
    </div>
  );
}
