/** First start of a counter, or the way back in with the recovery code. */
import { useState } from 'react';
import type { KeyFault } from '#shared/contract/office.ts';
import { OfficeStep } from './OfficeStep.tsx';
import { PeopleStep } from './PeopleStep.tsx';
import { RecoveryCodeStep } from './RecoveryCodeStep.tsx';
import { RecoveryPage } from './RecoveryPage.tsx';
import { emptyOffice, newPersonForm, type OfficeForm, type PersonForm } from './set-up-form.ts';

export type SetUpPageProps = {
  /** The data are there and no key at hand opens them: why, and only the recovery code does. Absent: a first start. */
  readonly keyFault: KeyFault | undefined;
  /** There is a key of a counter whose data are not here. */
  readonly dataMissing: boolean;
  readonly onDone: () => void;
};

export function SetUpPage({ keyFault, dataMissing, onDone }: SetUpPageProps) {
  return keyFault === undefined ? (
    <Wizard dataMissing={dataMissing} onDone={onDone} />
  ) : (
    <RecoveryPage keyFault={keyFault} onDone={onDone} />
  );
}

type Step = { readonly kind: 'office' } | { readonly kind: 'people' } | { readonly kind: 'code'; readonly recoveryCode: string };

function Wizard({ dataMissing, onDone }: Pick<SetUpPageProps, 'dataMissing' | 'onDone'>) {
  const [step, setStep] = useState<Step>({ kind: 'office' });
  const [office, setOffice] = useState<OfficeForm>(emptyOffice);
  const [people, setPeople] = useState<readonly PersonForm[]>(() => [newPersonForm(['unitHead', 'administrator'])]);
  switch (step.kind) {
    case 'office':
      return (
        <OfficeStep
          office={office}
          dataMissing={dataMissing}
          onChange={setOffice}
          onNext={() => {
            setStep({ kind: 'people' });
          }}
        />
      );
    case 'people':
      return (
        <PeopleStep
          office={office}
          people={people}
          onChange={setPeople}
          onBack={() => {
            setStep({ kind: 'office' });
          }}
          onSetUp={(recoveryCode) => {
            setStep({ kind: 'code', recoveryCode });
          }}
        />
      );
    case 'code':
      return <RecoveryCodeStep recoveryCode={step.recoveryCode} onDone={onDone} />;
  }
}
