/** The unit head gives somebody a new PIN: who forgot it or was locked after five wrong ones. */
import { Button, NativeSelect } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { FailureLine } from '../../ui/bars/FailureLine.tsx';
import { NewPinField, newPinFields } from '../../ui/NewPinField.tsx';
import type { NewPinJob } from './use-new-pin.ts';

/** What failed of setting it stands above F9, as the rest of the screen's. */
export function PinPanel({ job }: { readonly job: NewPinJob }) {
  const { t } = useTranslation();
  const { pins, type, gap, set, said, unread } = job;
  return (
    <section className="mc-panel mc-keys-panel" aria-labelledby="mc-keys-pin">
      <h2 className="mc-keys-head" id="mc-keys-pin">
        {t('keysScreen.pin')}
      </h2>
      <p className="mc-s mc-muted">{t('keysScreen.pinWords')}</p>
      <FailureLine failure={unread} />
      <div className="mc-keys-pins">
        <PersonSelect job={job} />
        {newPinFields.map((field) => (
          <NewPinField
            key={field}
            field={field}
            value={pins[field]}
            error={gap === field ? t(`setUp.gaps.${field}`) : undefined}
            onChange={(value) => {
              type({ [field]: value });
            }}
          />
        ))}
        <Button variant="default" onClick={set}>
          {t('keysScreen.setPin')}
        </Button>
      </div>
      <p className="mc-s" role="status">
        {said}
      </p>
    </section>
  );
}

function PersonSelect({ job: { people, person, choose } }: { readonly job: NewPinJob }) {
  const { t } = useTranslation();
  return (
    <NativeSelect
      label={t('keysScreen.person')}
      classNames={{ label: 'mc-field-label', input: 'mc-input' }}
      value={person?.personId ?? ''}
      data={people.map(({ personId, fullName, locked }) => ({
        value: personId,
        label: locked ? t('keysScreen.lockedPerson', { name: fullName }) : fullName,
      }))}
      onChange={(event) => {
        choose(event.currentTarget.value);
      }}
    />
  );
}
