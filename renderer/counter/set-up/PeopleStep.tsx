/** The first people and their PINs; F9 makes the counter. */
import { Button, Checkbox, Group, TextInput } from '@mantine/core';
import { IconPlus, IconX } from '@tabler/icons-react';
import { useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Role } from '#shared/contract/permissions.ts';
import { type CallFailure, failureOf, useApi } from '../../bridge/index.ts';
import { ErrorBar } from '../../ui/bars/ErrorBar.tsx';
import { F9Button } from '../../ui/bars/F9Button.tsx';
import { useKeys } from '../../ui/keys/KeyLayer.tsx';
import { NewPinField, newPinFields } from '../../ui/NewPinField.tsx';
import { focusField } from '../reception/next-field.ts';
import { newPersonForm, type OfficeForm, peopleGaps, type PersonForm, setUpInput } from './set-up-form.ts';
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
  const api = useApi();
  const form = useRef<HTMLDivElement>(null);
  const [pointed, setPointed] = useState<string | null>(null);
  const [busy, setBusy] = useState(false);
  const [failure, setFailure] = useState<CallFailure | null>(null);
  useKeys([{ combo: 'Esc', label: t('ui.back'), run: busy ? undefined : onBack }]);

  const change = (id: string, to: Partial<PersonForm>) => {
    onChange(people.map((person) => (person.id === id ? { ...person, ...to } : person)));
  };
  const setUp = async () => {
    setBusy(true);
    setFailure(null);
    try {
      const { recoveryCode } = await api.office.setUp(setUpInput(office, people));
      onSetUp(recoveryCode);
    } catch (error) {
      setFailure(failureOf(error));
      setBusy(false);
    }
  };
  const press = () => {
    const [gap] = peopleGaps(people);
    if (gap === undefined) {
      void setUp();
      return;
    }
    setPointed(gap.field);
    focusField(form.current, gap.field);
  };

  return (
    <SetUpFrame
      step={2}
      title={t('setUp.people.title')}
      words={t('setUp.people.words')}
      form={form}
      bars={
        failure === null ? null : (
          <ErrorBar
            failure={failure}
            onDismiss={() => {
              setFailure(null);
            }}
          />
        )
      }
      verb={<F9Button label={t('setUp.people.verb')} onPress={press} waitingFor={busy ? t('setUp.people.waiting') : undefined} />}
    >
      {people.map((person) => (
        <PersonRow
          key={person.id}
          person={person}
          alone={people.length === 1}
          gaps={pointed === null ? [] : peopleGaps(people).filter(({ field }) => field === pointed)}
          onChange={(to) => {
            change(person.id, to);
          }}
          onRemove={() => {
            onChange(people.filter(({ id }) => id !== person.id));
          }}
        />
      ))}
      <Button
        variant="default"
        leftSection={<IconPlus size={15} stroke={1.9} />}
        onClick={() => {
          onChange([...people, newPersonForm(['receptionist'])]);
        }}
      >
        {t('setUp.people.add')}
      </Button>
    </SetUpFrame>
  );
}

type PersonRowProps = {
  readonly person: PersonForm;
  readonly alone: boolean;
  readonly gaps: readonly { readonly field: string; readonly key: string }[];
  readonly onChange: (to: Partial<PersonForm>) => void;
  readonly onRemove: () => void;
};

function PersonRow({ person, alone, gaps, onChange, onRemove }: PersonRowProps) {
  const { t } = useTranslation();
  const gap = (field: string) => {
    const found = gaps.find((candidate) => candidate.field === `${field}-${person.id}`);
    return found === undefined ? undefined : t(`setUp.gaps.${found.key}`);
  };
  return (
    <fieldset className="mc-panel mc-person">
      <legend className="mc-visually-hidden">{person.fullName === '' ? t('setUp.people.one') : person.fullName}</legend>
      <div data-field={`fullName-${person.id}`}>
        <TextInput
          label={t('setUp.fields.fullName')}
          value={person.fullName}
          error={gap('fullName')}
          autoComplete="off"
          spellCheck={false}
          onChange={(event) => {
            onChange({ fullName: event.currentTarget.value });
          }}
        />
      </div>
      <div data-field={`title-${person.id}`}>
        <TextInput
          label={`${t('setUp.fields.title')} ${t('ui.optional')}`}
          value={person.title}
          autoComplete="off"
          spellCheck={false}
          onChange={(event) => {
            onChange({ title: event.currentTarget.value });
          }}
        />
      </div>
      {newPinFields.map((field) => (
        <div key={field} data-field={`${field}-${person.id}`}>
          <NewPinField
            field={field}
            value={person[field]}
            error={gap(field)}
            onChange={(value) => {
              onChange({ [field]: value });
            }}
          />
        </div>
      ))}
      <button
        type="button"
        className="mc-draft-close"
        disabled={alone}
        aria-label={t('setUp.people.remove')}
        title={t('setUp.people.remove')}
        onClick={onRemove}
      >
        <IconX size={16} stroke={1.9} aria-hidden="true" />
      </button>
      <div className="mc-person-roles" data-field={`roles-${person.id}`}>
        <Checkbox.Group
          label={t('setUp.fields.roles')}
          value={[...person.roles]}
          error={gap('roles')}
          onChange={(roles) => {
            onChange({ roles: Role.options.filter((role) => roles.includes(role)) });
          }}
        >
          <Group gap="lg" mt={4}>
            {Role.options.map((role) => (
              <Checkbox key={role} value={role} label={t(`roles.${role}`)} />
            ))}
          </Group>
        </Checkbox.Group>
      </div>
    </fieldset>
  );
}
