/** The unit head gives somebody a new PIN: who forgot it or was locked after five wrong ones. */
import { Button, NativeSelect } from '@mantine/core';
import { useState } from 'react';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { type CallFailure, failureOf, useApi } from '../../bridge/index.ts';
import { gapOfNewPin, NewPinField, newPinFields } from '../../ui/NewPinField.tsx';

const empty = { pin: '', pinAgain: '' };

export function PinPanel({ onFailure }: { readonly onFailure: (failure: CallFailure | null) => void }) {
  const { t } = useTranslation();
  const api = useApi();
  const { data: people = [] } = useQuery({ queryKey: ['keys', 'people'], queryFn: () => api.keys.people() });
  const [personId, setPersonId] = useState('');
  const [pins, setPins] = useState(empty);
  const [gap, setGap] = useState<'pin' | 'pinAgain' | null>(null);
  const [said, setSaid] = useState('');
  const chosen = people.find((person) => person.personId === personId) ?? people[0];

  const set = async () => {
    if (chosen === undefined) return;
    const missing = gapOfNewPin(pins);
    setGap(missing);
    setSaid('');
    onFailure(null);
    if (missing !== null) return;
    try {
      await api.keys.setPin({ personId: chosen.personId, pin: pins.pin });
      setPins(empty);
      setSaid(t('keysScreen.pinSet', { name: chosen.fullName }));
    } catch (error) {
      onFailure(failureOf(error));
    }
  };
  return (
    <section className="mc-panel mc-keys-panel" aria-labelledby="mc-keys-pin">
      <h2 className="mc-keys-head" id="mc-keys-pin">
        {t('keysScreen.pin')}
      </h2>
      <p className="mc-s mc-muted">{t('keysScreen.pinWords')}</p>
      <div className="mc-keys-pins">
        <NativeSelect
          label={t('keysScreen.person')}
          classNames={{ label: 'mc-field-label', input: 'mc-input' }}
          value={chosen?.personId ?? ''}
          data={people.map((person) => ({
            value: person.personId,
            label: person.locked ? t('keysScreen.lockedPerson', { name: person.fullName }) : person.fullName,
          }))}
          onChange={(event) => {
            setPersonId(event.currentTarget.value);
          }}
        />
        {newPinFields.map((field) => (
          <NewPinField
            key={field}
            field={field}
            value={pins[field]}
            error={gap === field ? t(`setUp.gaps.${field}`) : undefined}
            onChange={(value) => {
              setPins({ ...pins, [field]: value });
            }}
          />
        ))}
        <Button
          variant="default"
          onClick={() => {
            void set();
          }}
        >
          {t('keysScreen.setPin')}
        </Button>
      </div>
      <p className="mc-s" role="status">
        {said}
      </p>
    </section>
  );
}
