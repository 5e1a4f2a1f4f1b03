/** Name, title, roles, each role with what it does here; and a PIN typed twice. */
import { Checkbox, TextInput } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { Role } from '#shared/contract/permissions.ts';
import { NewPinField, newPinFields } from '../../ui/NewPinField.tsx';
import type { PersonForm, PersonGap } from './person-form.ts';

export type PersonFieldsProps = {
  readonly form: PersonForm;
  readonly gaps: readonly PersonGap[];
  readonly onChange: (to: Partial<PersonForm>) => void;
};

export function PersonFacts({ form, gaps, onChange }: PersonFieldsProps) {
  const { t } = useTranslation();
  const error = (gap: PersonGap) => (gaps.includes(gap) ? t(`setUp.gaps.${gap}`) : undefined);
  return (
    <>
      <div className="mc-person-pair">
        <TextInput
          data-field="fullName"
          label={t('setUp.fields.fullName')}
          value={form.fullName}
          maxLength={100}
          error={error('fullName')}
          autoComplete="off"
          spellCheck={false}
          onChange={(event) => {
            onChange({ fullName: event.currentTarget.value });
          }}
        />
        <TextInput
          data-field="title"
          label={`${t('setUp.fields.title')} ${t('ui.optional')}`}
          value={form.title}
          maxLength={100}
          autoComplete="off"
          spellCheck={false}
          onChange={(event) => {
            onChange({ title: event.currentTarget.value });
          }}
        />
      </div>
      <div data-field="roles">
        <Checkbox.Group
          label={t('setUp.fields.roles')}
          classNames={{ label: 'mc-field-label', error: 'mc-field-error' }}
          value={[...form.roles]}
          error={error('roles')}
          onChange={(roles) => {
            onChange({ roles: Role.options.filter((role) => roles.includes(role)) });
          }}
        >
          <div className="mc-person-roles-list">
            {Role.options.map((role) => (
              <Checkbox
                key={role}
                value={role}
                classNames={{ input: 'mc-tick', description: 'mc-field-note' }}
                label={t(`roles.${role}`)}
                description={t(`people.roleNotes.${role}`)}
              />
            ))}
          </div>
        </Checkbox.Group>
      </div>
    </>
  );
}

export function PinFields({ form, gaps, onChange }: PersonFieldsProps) {
  const { t } = useTranslation();
  return (
    <div className="mc-person-pins">
      {newPinFields.map((field) => (
        <div key={field} data-field={field}>
          <NewPinField
            field={field}
            value={form[field]}
            error={gaps.includes(field) ? t(`setUp.gaps.${field}`) : undefined}
            onChange={(value) => {
              onChange({ [field]: value });
            }}
          />
        </div>
      ))}
    </div>
  );
}
