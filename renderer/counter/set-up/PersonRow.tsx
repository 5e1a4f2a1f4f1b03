/** One of the first people: name, title, a PIN typed twice, and roles. */
import { Checkbox, Group, TextInput } from '@mantine/core';
import { IconX } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { Role } from '#shared/contract/permissions.ts';
import { NewPinField, newPinFields } from '../../ui/NewPinField.tsx';
import type { PersonForm } from './set-up-form.ts';

export type PersonRowProps = {
  readonly person: PersonForm;
  readonly alone: boolean;
  readonly gaps: readonly { readonly field: string; readonly key: string }[];
  readonly onChange: (to: Partial<PersonForm>) => void;
  readonly onRemove: () => void;
};

export function PersonRow({ person, alone, gaps, onChange, onRemove }: PersonRowProps) {
  const { t } = useTranslation();
  const gap = (field: string) => {
    const found = gaps.find((candidate) => candidate.field === `${field}-${person.id}`);
    return found === undefined ? undefined : t(`setUp.gaps.${found.key}`);
  };
  return (
    <fieldset className="mc-panel mc-person">
      <legend className="mc-visually-hidden">{person.fullName === '' ? t('setUp.people.one') : person.fullName}</legend>
      {(['fullName', 'title'] as const).map((field) => (
        <div key={field} data-field={`${field}-${person.id}`}>
          <TextInput
            label={field === 'title' ? `${t('setUp.fields.title')} ${t('ui.optional')}` : t('setUp.fields.fullName')}
            value={person[field]}
            error={gap(field)}
            autoComplete="off"
            spellCheck={false}
            onChange={(event) => {
              onChange({ [field]: event.currentTarget.value });
            }}
          />
        </div>
      ))}
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
      <Roles person={person} error={gap('roles')} onChange={onChange} />
    </fieldset>
  );
}

type RolesProps = Pick<PersonRowProps, 'person' | 'onChange'> & { readonly error: string | undefined };

function Roles({ person, error, onChange }: RolesProps) {
  const { t } = useTranslation();
  return (
    <div className="mc-person-roles" data-field={`roles-${person.id}`}>
      <Checkbox.Group
        label={t('setUp.fields.roles')}
        value={[...person.roles]}
        error={error}
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
  );
}
