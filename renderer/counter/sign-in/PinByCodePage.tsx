/** A person nobody above can help sets a new PIN with the code on paper; the code is replaced at once. */
import { useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { PersonTile } from '#shared/contract/office.ts';
import { type CallFailure, failureOf, useApi } from '../../bridge/index.ts';
import { ErrorBar } from '../../ui/bars/ErrorBar.tsx';
import { F9Button } from '../../ui/bars/F9Button.tsx';
import { useKeys } from '../../ui/keys/KeyLayer.tsx';
import { gapOfNewPin, NewPinField, newPinFields } from '../../ui/NewPinField.tsx';
import { useLeaveGuard } from '../frame/leave-guard.tsx';
import { focusField } from '../reception/next-field.ts';
import { RecoveryCodeStep } from '../set-up/RecoveryCodeStep.tsx';
import { RecoveryCodeField } from '../set-up/RecoveryCodeField.tsx';
import { SetUpFrame } from '../set-up/SetUpFrame.tsx';

const noPins = { pin: '', pinAgain: '' };

export type PinByCodePageProps = { readonly person: PersonTile; readonly onBack: () => void; readonly onDone: () => void };

export function PinByCodePage({ person, onBack, onDone }: PinByCodePageProps) {
  const { t } = useTranslation();
  const api = useApi();
  const form = useRef<HTMLDivElement>(null);
  const [code, setCode] = useState('');
  const [pins, setPins] = useState(noPins);
  const [gap, setGap] = useState<'pin' | 'pinAgain' | null>(null);
  const [newCode, setNewCode] = useState<string | null>(null);
  const [busy, setBusy] = useState(false);
  const [failure, setFailure] = useState<CallFailure | null>(null);

  const set = async () => {
    setBusy(true);
    setFailure(null);
    try {
      const { recoveryCode } = await api.keys.setPinWithCode({ recoveryCode: code, personId: person.personId, pin: pins.pin });
      setNewCode(recoveryCode);
    } catch (error) {
      setFailure(failureOf(error));
    } finally {
      setBusy(false);
    }
  };
  const press = () => {
    const missing = gapOfNewPin(pins);
    setGap(missing);
    if (missing === null) void set();
    else focusField(form.current, missing);
  };
  const isTyped = newCode === null && [code, pins.pin, pins.pinAgain].some((typed) => typed !== '');
  const guard = useLeaveGuard(isTyped, {
    // The new code has to be written down before anything else.
    save: () => {
      press();
      return Promise.resolve(false);
    },
    discard: () => {
      setCode('');
      setPins(noPins);
    },
  });
  const back = () => {
    guard.leave(onBack);
  };
  useKeys([{ combo: 'Esc', label: t('ui.back'), run: busy || newCode !== null ? undefined : back }]);
  if (newCode !== null) return <RecoveryCodeStep recoveryCode={newCode} onDone={onDone} replaces />;
  return (
    <SetUpFrame
      title={t('setUp.pinByCode.title')}
      words={t('setUp.pinByCode.words', { name: person.fullName })}
      form={form}
      bars={failure === null ? null : <ErrorBar failure={failure} />}
      verb={<F9Button label={t('setUp.pinByCode.verb')} onPress={press} waitingFor={busy ? t('setUp.pinByCode.waiting') : undefined} />}
    >
      <RecoveryCodeField value={code} onChange={setCode} />
      <div className="mc-set-up-groups">
        {newPinFields.map((field) => (
          <div key={field} data-field={field}>
            <NewPinField
              field={field}
              value={pins[field]}
              error={gap === field ? t(`setUp.gaps.${field}`) : undefined}
              onChange={(value) => {
                setPins({ ...pins, [field]: value });
              }}
            />
          </div>
        ))}
      </div>
      {guard.question}
    </SetUpFrame>
  );
}
