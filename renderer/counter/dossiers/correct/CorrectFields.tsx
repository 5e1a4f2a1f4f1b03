/** The fields of reception, open for putting right. Numbers show masked and are typed anew only when they were wrong. */
import { useTranslation } from 'react-i18next';
import type { CorrectionForm } from '#shared/contract/correction.ts';
import { CorrectApplicant } from './CorrectApplicant.tsx';
import { CorrectDocuments } from './CorrectDocuments.tsx';
import { CorrectRest } from './CorrectRest.tsx';
import { CorrectSubmitter } from './CorrectSubmitter.tsx';
import type { Typed } from './typed.ts';

export type CorrectFieldsProps = {
  readonly form: CorrectionForm;
  readonly typed: Typed;
  readonly today: string;
  /** Fields with something missing, once F9 has asked. */
  readonly gaps: readonly string[];
  readonly onChange: (change: Partial<Typed>) => void;
};

export function CorrectFields(props: CorrectFieldsProps) {
  const { t } = useTranslation();
  const { typed, gaps, onChange } = props;
  return (
    <section className="mc-panel mc-correct-form" aria-label={t('correction.title')}>
      <h2 className="mc-panel-title">{t('correction.applicant')}</h2>
      <CorrectApplicant {...props} />
      <CorrectSubmitter {...props} />
      <CorrectDocuments documents={typed.documents} gaps={gaps} onChange={onChange} />
      <h2 className="mc-panel-title">{t('correction.rest')}</h2>
      <CorrectRest {...props} />
    </section>
  );
}
