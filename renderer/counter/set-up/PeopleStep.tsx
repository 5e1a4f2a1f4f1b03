/** The first people and their PINs; F9 makes the counter. */
import { Button } from '@mantine/core';
import { IconPlus } from '@tabler/icons-react';
import { type RefObject, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { useApi } from '../../bridge/index.ts';
import { ErrorBar } from '../../ui/bars/ErrorBar.tsx';
import { F9Button } from '../../ui/bars/F9Button.tsx';
import { useKeys } from '../../ui/keys/KeyLayer.tsx';
import { useAttempt } from '../../ui/use-attempt.ts';
import { focusField } from '../reception/next-field.ts';
import { newPersonForm, type OfficeForm, peopleGaps, type PersonForm, setUpInput } from './set-up-form.ts';
import { PersonRow } from './PersonRow.tsx';
import { SetUpFrame } from './SetUpFrame.tsx';
import { usePointedGap } from './use-pointed-gap.ts';

export type PeopleStepProps = {
  readonly office: OfficeForm;
  readonly people: readonly PersonForm[];
  readonly onChange: (people: readonly PersonForm[]) => void;
  readonly onBack: () => void;
  /** The counter is made. Its recovery code is told this once. */
  readonly onSetUp: (recoveryCode: string) => void;
};

export function PeopleStep({ office, people, onChange, onBack, onSetUp }: PeopleStepProps) {
  const { t } = useTranslation();
  const api = useApi();
  const form = useRef<HTMLDivElement>(null);
  const { busy, failure, run, dismiss } = useAttempt();
  const { add, change, remove } = usePeople({ people, onChange }, form);
  const { press, shown } = usePointedGap(peopleGaps(people), form, () => {
    run(async () => {
      const { recoveryCode } = await api.office.setUp(setUpInput(office, people));
      onSetUp(recoveryCode);
    });
  });
  useKeys([{ combo: 'Esc', label: t('ui.back'), run: busy ? undefined : onBack }]);
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
          gaps={shown}
          onChange={(to) => {
            change(person, to);
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

/** The rows of people: what adding, typing and taking away make of them. */
function usePeople({ people, onChange }: Pick<PeopleStepProps, 'people' | 'onChange'>, form: RefObject<HTMLElement | null>) {
  return {
    add: () => {
      const person = newPersonForm(['receptionist']);
      onChange([...people, person]);
      focusDrawn(form, `fullName-${person.id}`);
    },
    change: (person: PersonForm, to: Partial<PersonForm>) => {
      onChange(people.map((one) => (one === person ? { ...one, ...to } : one)));
    },
    remove: (gone: PersonForm) => {
      const rest = people.filter((person) => person !== gone);
      onChange(rest);
      // The button that was pressed is gone with its row.
      focusDrawn(form, `fullName-${rest.at(-1)?.id ?? ''}`);
    },
  };
}

/** A field of a row that is drawn only now. */
function focusDrawn(form: RefObject<HTMLElement | null>, field: string): void {
  requestAnimationFrame(() => {
    focusField(form.current, field);
  });
}
