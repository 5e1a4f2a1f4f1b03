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

export function PinForm({ person, typed, onTyped, onSignedIn }: PinFormProps) {
  const { t } = useTranslation();
  const field = useRef<HTMLInputElement>(null);
  const { pin, put, signIn, busy, refused } = useSignIn(person?.personId, onSignedIn);
  const words = refused === null ? null : failureWords(refused, t);
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
          if (isEnter(event)) field.current?.focus();
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
          put(event.currentTarget.value.replace(/\D/gu, ''));
        }}
        onKeyDown={(event) => {
          if (isEnter(event)) void signIn();
        }}
      />
      <p className="mc-s mc-muted" aria-live="polite">
        {busy ? t('signIn.busy') : t('signIn.how')}
      </p>
    </div>
  );
}

/** The event is used up where it is. */
function isEnter(event: KeyboardEvent): boolean {
  if (event.nativeEvent.isComposing || event.key !== 'Enter') return false;
  event.preventDefault();
  return true;
}

type SignIn = {
  readonly pin: string;
  readonly put: (digits: string) => void;
  readonly signIn: () => Promise<void>;
  readonly busy: boolean;
  /** Why this person was not let in the last time. */
  readonly refused: CallFailure | null;
};

/** A PIN belongs to the tile it was typed for: with another tile the field is empty, and its refusal is not shown. */
function useSignIn(personId: string | undefined, onSignedIn: () => void): SignIn {
  const api = useApi();
  const [typed, setTyped] = useState({ personId: '', digits: '' });
  const [busy, setBusy] = useState(false);
  const [refused, setRefused] = useState<{ readonly personId: string; readonly failure: CallFailure } | null>(null);
  const pin = typed.personId === personId ? typed.digits : '';
  return {
    pin,
    put: (digits) => {
      setTyped({ personId: personId ?? '', digits });
    },
    signIn: async () => {
      if (personId === undefined || pin === '' || busy) return;
      setBusy(true);
      try {
        await api.office.signIn({ personId, pin });
        onSignedIn();
      } catch (error) {
        setRefused({ personId, failure: failureOf(error) });
        // Digits already typed for another tile stay.
        setTyped((now) => (now.personId === personId ? { personId, digits: '' } : now));
      } finally {
        setBusy(false);
      }
    },
    busy,
    refused: refused !== null && refused.personId === personId ? refused.failure : null,
  };
}
