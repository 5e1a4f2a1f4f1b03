/** The first people and their PINs; F9 makes the counter. */
import { Button } from '@mantine/core';
import { IconPlus } from '@tabler/icons-react';
import { type RefObject, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { SetUpInput } from '#shared/contract/office.ts';
import { type CallFailure, failureOf, useApi } from '../../bridge/index.ts';
import { ErrorBar } from '../../ui/bars/ErrorBar.tsx';
import { F9Button } from '../../ui/bars/F9Button.tsx';
import { useKeys } from '../../ui/keys/KeyLayer.tsx';
import { focusField } from '../reception/next-field.ts';
import { newPersonForm, type OfficeForm, peopleGaps, type PersonForm, setUpInput } from './set-up-form.ts';
import { PersonRow } from './PersonRow.tsx';
import { SetUpFrame } from './SetUpFrame.tsx';

export type PeopleStepProps = {
  readonly office: OfficeForm;
  readonly people: readonly PersonForm[];
  readonly onChange: (people: readonly PersonForm[]) => void;
  readonly onBack: () => void;
  readonly onSetUp: (recoveryCode: string) => void;
};

export function PeopleStep({ office, people, onChange, onBack, onSetUp }: PeopleStepProps) {
  const { t } = useTranslation();
  const form = useRef<HTMLDivElement>(null);
  const [pointed, setPointed] = useState<string | null>(null);
  const { setUp, busy, failure, dismiss } = useSetUp(onSetUp);
  useKeys([{ combo: 'Esc', label: t('ui.back'), run: busy ? undefined : onBack }]);

  const press = () => {
    const [gap] = peopleGaps(people);
    if (gap === undefined) {
      void setUp(setUpInput(office, people));
      return;
    }
    setPointed(gap.field);
    focusField(form.current, gap.field);
  };
  const add = () => {
    const person = newPersonForm(['receptionist']);
    onChange([...people, person]);
    focusDrawn(form, `fullName-${person.id}`);
  };
  const remove = (gone: PersonForm) => {
    const rest = people.filter((person) => person !== gone);
    onChange(rest);
    // The button that was pressed is gone with its row.
    focusDrawn(form, `fullName-${rest.at(-1)?.id ?? ''}`);
  };

  return (
    <SetUpFrame
      step={2}
      title={t('setUp.people.title')}
      words={t('setUp.people.words')}
      form={form}
      bars={failure === null ? null : <ErrorBar failure={failure} onDismiss={dismiss} />}
      verb={<F9Button label={t('setUp.people.verb')} onPress={press} waitingFor={busy ? t('setUp.people.waiting') : undefined} />}
    >
      {people.map((person) => (
        <PersonRow
          key={person.id}
          person={person}
          alone={people.length === 1}
          gaps={pointed === null ? [] : peopleGaps(people).filter(({ field }) => field === pointed)}
          onChange={(to) => {
            onChange(people.map((one) => (one === person ? { ...one, ...to } : one)));
          }}
          onRemove={() => {
            remove(person);
          }}
        />
      ))}
      <Button variant="default" leftSection={<IconPlus size={15} stroke={1.9} />} onClick={add}>
        {t('setUp.people.add')}
      </Button>
    </SetUpFrame>
  );
}

/** A field of a row that is drawn only now. */
function focusDrawn(form: RefObject<HTMLElement | null>, field: string): void {
  requestAnimationFrame(() => {
    focusField(form.current, field);
  });
}

type SetUpJob = {
  readonly setUp: (input: SetUpInput) => Promise<void>;
  readonly busy: boolean;
  readonly failure: CallFailure | null;
  readonly dismiss: () => void;
};

/** Makes the counter. `onSetUp` hears its recovery code, which is shown only once. */
function useSetUp(onSetUp: (recoveryCode: string) => void): SetUpJob {
  const api = useApi();
  const [busy, setBusy] = useState(false);
  const [failure, setFailure] = useState<CallFailure | null>(null);
  return {
    setUp: async (input) => {
      setBusy(true);
      setFailure(null);
      try {
        const { recoveryCode } = await api.office.setUp(input);
        onSetUp(recoveryCode);
      } catch (error) {
        setFailure(failureOf(error));
        setBusy(false);
      }
    },
    busy,
    failure,
    dismiss: () => {
      setFailure(null);
    },
  };
}
