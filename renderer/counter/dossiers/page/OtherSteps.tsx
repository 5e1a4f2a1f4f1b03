/** Lawful steps that are not the next one: each opens its few questions beside F9. */
import { useTranslation } from 'react-i18next';
import type { DossierDetail } from '#shared/contract/dossier.ts';
import { useDesk, useMay } from '../../frame/desk.ts';
import { isAllowed, verbOf } from './next-step.ts';
import type { StepKind } from './step-forms.ts';

const others: readonly StepKind[] = ['dossier.handedOver', 'dossier.takenOver', 'dossier.notified', 'dossier.noted', 'dossier.voided'];
/** Stand beside the course and are lawful in any status. */
const always: ReadonlySet<StepKind> = new Set(['dossier.noted', 'dossier.notified']);

export type OtherStepsProps = {
  readonly detail: DossierDetail;
  readonly onStep: (kind: StepKind) => void;
  readonly onCorrect: () => void;
};

export function OtherSteps({ detail, onStep, onCorrect }: OtherStepsProps) {
  const { t } = useTranslation();
  const { person } = useDesk();
  const maySettle = useMay('dossier.resolve');
  const mayProcess = useMay('dossier.process');
  const verb = verbOf(detail, { personId: person.personId, maySettle });
  if (detail.state.readOnly !== null) return null;
  const shown = others.filter(
    (kind) =>
      (always.has(kind) ? kind !== 'dossier.notified' || mayProcess : isAllowed(detail.next, kind)) &&
      !(verb.kind === 'step' && verb.step === kind),
  );
  return (
    <section className="mc-panel mc-others" aria-label={t('dossier.steps.others')}>
      <h2 className="mc-panel-title">{t('dossier.steps.others')}</h2>
      <div>
        {isAllowed(detail.next, 'dossier.corrected') ? (
          <button type="button" className="mc-quiet-button" onClick={onCorrect}>
            {t('correction.title')}
          </button>
        ) : null}
        {shown.map((kind) => (
          <button
            key={kind}
            type="button"
            className="mc-quiet-button"
            onClick={() => {
              onStep(kind);
            }}
          >
            {t(`dossier.steps.${kind}.title`)}
          </button>
        ))}
      </div>
    </section>
  );
}
