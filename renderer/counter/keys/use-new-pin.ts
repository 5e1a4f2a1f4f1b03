/** Somebody's new PIN: for whom, typed twice, and what came of it. */
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { type CallFailure, type CounterApi, failureOf, useApi } from '../../bridge/index.ts';
import { gapOfNewPin, type NewPin } from '../../ui/NewPinField.tsx';
import { useAttempt } from '../../ui/use-attempt.ts';

type Person = Awaited<ReturnType<CounterApi['keys']['people']>>[number];

export type NewPinJob = {
  readonly people: readonly Person[];
  /** Why there are none. */
  readonly unread: CallFailure | null;
  /** Undefined while nobody is there to choose. */
  readonly person: Person | undefined;
  readonly choose: (personId: string) => void;
  readonly pins: NewPin;
  readonly type: (to: Partial<NewPin>) => void;
  /** The field that kept the PIN from being set. */
  readonly gap: keyof NewPin | null;
  /** Whose PIN was set; empty until then. */
  readonly said: string;
  readonly failure: CallFailure | null;
  readonly set: () => void;
  readonly dismiss: () => void;
};

const empty: NewPin = { pin: '', pinAgain: '' };

export function useNewPin(): NewPinJob {
  const { t } = useTranslation();
  const api = useApi();
  const asked = useQuery({ queryKey: ['keys', 'people'], queryFn: ({ signal }) => api.keys.people(undefined, { signal }) });
  const people = asked.data ?? [];
  const [chosen, choose] = useState('');
  const [pins, setPins] = useState(empty);
  const [gap, setGap] = useState<keyof NewPin | null>(null);
  const [said, setSaid] = useState('');
  const { failure, run, dismiss } = useAttempt();
  const person = people.find(({ personId }) => personId === chosen) ?? people[0];
  return {
    people,
    unread: asked.error === null ? null : failureOf(asked.error),
    person,
    choose,
    pins,
    type: (to) => {
      setPins({ ...pins, ...to });
    },
    gap,
    said,
    failure,
    set: () => {
      if (person === undefined) return;
      const missing = gapOfNewPin(pins);
      setGap(missing);
      setSaid('');
      dismiss();
      if (missing !== null) return;
      run(async () => {
        await api.keys.setPin({ personId: person.personId, pin: pins.pin });
        setPins(empty);
        setSaid(t('keysScreen.pinSet', { name: person.fullName }));
      });
    },
    dismiss,
  };
}
