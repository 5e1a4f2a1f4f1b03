/** The recovery code, shown this once. Two of its groups are typed back from the paper before the page lets go of it. */
import { TextInput } from '@mantine/core';
import { useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { F9Button } from '../../ui/bars/F9Button.tsx';
import { focusField } from '../reception/next-field.ts';
import { askedGroups, groupsAgree } from './set-up-form.ts';
import { SetUpFrame } from './SetUpFrame.tsx';

export type RecoveryCodeStepProps = { readonly recoveryCode: string; readonly onDone: () => void };

export function RecoveryCodeStep({ recoveryCode, onDone }: RecoveryCodeStepProps) {
  const { t } = useTranslation();
  const form = useRef<HTMLDivElement>(null);
  const asked = askedGroups(recoveryCode);
  const [typed, setTyped] = useState<readonly string[]>(() => asked.map(() => ''));
  const [wrong, setWrong] = useState(false);
  const press = () => {
    if (groupsAgree(recoveryCode, asked, typed)) {
      onDone();
      return;
    }
    setWrong(true);
    focusField(form.current, 'group-0');
  };
  return (
    <SetUpFrame
      step={3}
      title={t('setUp.code.title')}
      words={t('setUp.code.words')}
      form={form}
      verb={<F9Button label={t('setUp.code.verb')} onPress={press} />}
    >
      <ol className="mc-recovery-code" aria-label={t('setUp.code.title')}>
        {recoveryCode.split('-').map((group, place) => (
          // Groups may repeat; their place names them.
          <li key={`${place}-${group}`}>
            <small>{place + 1}</small>
            <b>{group}</b>
          </li>
        ))}
      </ol>
      <div className="mc-set-up-groups">
        {asked.map((place, index) => (
          <div key={place} data-field={`group-${index}`}>
            <TextInput
              label={t('setUp.code.group', { n: place + 1 })}
              value={typed[index] ?? ''}
              autoComplete="off"
              spellCheck={false}
              error={wrong && index === 0 ? t('setUp.code.wrong') : undefined}
              onChange={(event) => {
                setWrong(false);
                setTyped(typed.with(index, event.currentTarget.value));
              }}
            />
          </div>
        ))}
      </div>
    </SetUpFrame>
  );
}
