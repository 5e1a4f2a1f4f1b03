/** One field for both: letters choose a person, digits are the PIN, Enter signs in. */
import { PasswordInput, TextInput } from '@mantine/core';
import { type KeyboardEvent, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { PersonTile } from '#shared/contract/office.ts';
import { type CallFailure, failureOf, useApi } from '../../bridge/index.ts';
import { failureWords } from '../../ui/bars/failure-words.ts';

export type PinFormProps = {
  readonly person: PersonTile | undefined;
  /** Part of a name being typed to find a tile. */
  readonly typed: string;
  readonly onTyped: (name: string) => void;
  readonly onSignedIn: () => void;
};

type Refused = { readonly personId: string; readonly failure: CallFailure };

export function PinForm({ person, typed, onTyped, onSignedIn }: PinFormProps) {
  const { t } = useTranslation();
  const api = useApi();
  // A PIN belongs to the tile it was typed for: with another tile the field is empty.
  const [typedPin, setTypedPin] = useState({ personId: '', digits: '' });
  const [busy, setBusy] = useState(false);
  const [refused, setRefused] = useState<Refused | null>(null);
  const field = useRef<HTMLInputElement>(null);
  const personId = person?.personId;
  const pin = typedPin.personId === personId ? typedPin.digits : '';
  const setPin = (digits: string) => {
    setTypedPin({ personId: personId ?? '', digits });
  };

  const signIn = async () => {
    if (personId === undefined || pin === '' || busy) return;
    setBusy(true);
    try {
      await api.office.signIn({ personId, pin });
      onSignedIn();
    } catch (error) {
      setRefused({ personId, failure: failureOf(error) });
      // Digits already typed for another tile stay.
      setTypedPin((now) => (now.personId === personId ? { personId, digits: '' } : now));
    } finally {
      setBusy(false);
    }
  };
  const onKeyDown = (event: KeyboardEvent<HTMLInputElement>) => {
    if (event.nativeEvent.isComposing || event.key !== 'Enter') return;
    event.preventDefault();
    void signIn();
  };
  const words = refused !== null && refused.personId === personId ? failureWords(refused.failure, t) : null;

  return (
    <div className="mc-pin">
      <TextInput
        label={t('signIn.findName')}
        value={typed}
        autoComplete="off"
        onChange={(event) => {
          onTyped(event.currentTarget.value);
        }}
        onKeyDown={(event) => {
          if (event.key !== 'Enter' || event.nativeEvent.isComposing) return;
          event.preventDefault();
          field.current?.focus();
        }}
      />
      <PasswordInput
        ref={field}
        label={person === undefined ? t('signIn.pin') : t('signIn.pinOf', { name: person.fullName })}
        classNames={{ label: 'mc-field-label', input: 'mc-input', innerInput: 'mc-input-inner', error: 'mc-field-error' }}
        visibilityToggleButtonProps={{ 'aria-label': t('signIn.showPin') }}
        value={pin}
        inputMode="numeric"
        autoComplete="off"
        autoFocus
        disabled={person === undefined}
        error={words === null ? undefined : `${words.title} ${words.action}`}
        onChange={(event) => {
          // Letters cannot be a PIN: they look for a name instead.
          const letters = event.currentTarget.value.replace(/\d/gu, '');
          if (letters !== '') onTyped(typed + letters);
          setPin(event.currentTarget.value.replace(/\D/gu, ''));
        }}
        onKeyDown={onKeyDown}
      />
      <p className="mc-s mc-muted" aria-live="polite">
        {busy ? t('signIn.busy') : t('signIn.how')}
      </p>
    </div>
  );
}
