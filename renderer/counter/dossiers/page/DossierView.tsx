import { useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import type { DossierDetail } from '#shared/contract/dossier.ts';
import { ErrorBar } from '../../../ui/bars/ErrorBar.tsx';
import { UndoBar } from '../../../ui/bars/UndoBar.tsx';
import { F9Button } from '../../../ui/bars/F9Button.tsx';
import { useKeys } from '../../../ui/keys/KeyLayer.tsx';
import { useDesk, useMay, useOfficeNow } from '../../frame/desk.ts';
import { useNavigation } from '../../frame/navigation.ts';
import { Screen } from '../../frame/Screen.tsx';
import { dossierKey } from '../dossier-key.ts';
import { Facts } from '../Facts.tsx';
import { pageFacts } from '../facts-of.tsx';
import { warningOf } from '../warning.ts';
import { WarningBand } from '../WarningBand.tsx';
import { DecisionSides } from './DecisionSides.tsx';
import { DossierHead } from './DossierHead.tsx';
import { verbOf, whyNot } from './next-step.ts';
import { OtherSteps } from './OtherSteps.tsx';
import { PapersHandedIn } from './PapersHandedIn.tsx';
import { PrintedPapers } from './PrintedPapers.tsx';
import { SentPanel } from './SentPanel.tsx';
import { whyNoSlip } from './slips.ts';
import { StepForm } from './StepForm.tsx';
import { stepForms } from './step-forms.ts';
import { Timeline } from './Timeline.tsx';
import { VoidSummary } from './VoidSummary.tsx';
import { type StepEntry, useStep } from './use-step.ts';
import { useOpenScan } from './use-open-scan.ts';

export type DossierViewProps = { readonly detail: DossierDetail; readonly onPrint: () => void; readonly onCorrect: () => void };

export function DossierView({ detail, onPrint, onCorrect }: DossierViewProps) {
  const { t } = useTranslation();
  const now = useOfficeNow();
  const step = useStep(detail);
  const mayPrint = useMay('paper.print');
  const noSlip = mayPrint ? whyNoSlip(detail.state) : 'not-permitted';
  const warning = warningOf(detail, t);
  const { entering } = step;
  const asks = entering !== null && stepForms[entering.kind].fields(entering.values).length > 0;
  useDossierKeys(detail, step, noSlip === undefined ? onPrint : undefined, noSlip);
  useOpenScan();
  return (
    <Screen
      verb={<PageVerb detail={detail} step={step} />}
      bars={
        <>
          <UndoBar undo={step.undo} onGone={step.forgetUndo} />
          {step.failure === null ? null : <ErrorBar failure={step.failure} onDismiss={step.dismiss} />}
        </>
      }
    >
      <DossierHead detail={detail} />
      {warning === undefined || warning.kind === 'decide' || detail.state.dueAt === null ? null : <WarningBand warning={warning} />}
      <div className="mc-dossier-cols">
        <section className="mc-panel mc-dossier-facts mc-quiet-focus" tabIndex={0} aria-label={t('dossier.applicant')}>
          <h2 className="mc-panel-title">{t('dossier.applicant')}</h2>
          <Facts facts={pageFacts(detail, t)} />
          {detail.state.note === null ? null : <p className="mc-dossier-note">{detail.state.note}</p>}
          <PapersHandedIn state={detail.state} />
        </section>
        <div className="mc-dossier-middle">
          {detail.state.needsDecision.length === 0 ? null : <DecisionSides detail={detail} />}
          <Timeline detail={detail} now={now} />
        </div>
        <div className="mc-dossier-side">
          {asks && entering.confirming ? (
            <VoidSummary detail={detail} reason={entering.values['reason'] ?? ''} onBack={step.rethink} />
          ) : asks ? (
            <StepForm
              key={entering.kind}
              kind={entering.kind}
              values={entering.values}
              gaps={entering.gaps}
              onValue={step.put}
              onClose={step.close}
            />
          ) : null}
          <PrintedPapers detail={detail} mayReprint={noSlip === undefined} />
          {asks ? null : <SentPanel detail={detail} />}
          {asks ? null : <OtherSteps detail={detail} onStep={step.begin} onCorrect={onCorrect} />}
        </div>
      </div>
    </Screen>
  );
}

function PageVerb({ detail, step }: { readonly detail: DossierDetail; readonly step: StepEntry }) {
  const { t } = useTranslation();
  const { person } = useDesk();
  const maySettle = useMay('dossier.resolve');
  const go = useNavigation((navigation) => navigation.go);
  const waiting = step.busy ? t('dossier.steps.recording') : undefined;
  if (step.entering !== null) {
    const gaps = step.entering.gaps.length;
    return (
      <F9Button
        label={t(
          step.entering.kind === 'dossier.voided' && !step.entering.confirming
            ? 'voiding.look'
            : `dossier.steps.${step.entering.kind}.verb`,
        )}
        onPress={step.commit}
        hint={gaps === 0 ? undefined : t('dossier.steps.gaps', { count: gaps })}
        waitingFor={waiting}
      />
    );
  }
  const verb = verbOf(detail, { personId: person.personId, maySettle });
  if (verb.kind === 'decide')
    return (
      <F9Button
        label={t('dossier.decision.verb')}
        onPress={() => {
          go({ screen: 'decision', dossierId: detail.dossierId });
        }}
      />
    );
  if (verb.kind === 'none') return null;
  return (
    <F9Button
      label={t(`dossier.steps.${verb.step}.verb`)}
      onPress={() => {
        step.begin(verb.step);
      }}
      waitingFor={waiting}
    />
  );
}

function useDossierKeys(detail: DossierDetail, step: StepEntry, onPrint: (() => void) | undefined, noSlip: string | undefined): void {
  const { t } = useTranslation();
  const go = useNavigation((navigation) => navigation.go);
  const queries = useQueryClient();
  const noReturn = whyNot(detail.next, 'dossier.returned');
  useKeys([
    step.entering === null
      ? {
          combo: 'Esc',
          label: t('dossier.keys.toList'),
          run: () => {
            go({ screen: 'dossiers' });
          },
        }
      : { combo: 'Esc', label: t('dossier.keys.closeStep'), run: step.entering.confirming ? step.rethink : step.close },
    {
      combo: 'F4',
      label: t('dossier.steps.dossier.returned.title'),
      run:
        noReturn === undefined
          ? () => {
              step.begin('dossier.returned');
            }
          : undefined,
      ...(noReturn === undefined ? {} : { why: t(`refusals.${noReturn}`) }),
    },
    {
      combo: 'F5',
      label: t('dossiers.keys.refresh'),
      run: () => {
        void queries.invalidateQueries({ queryKey: dossierKey });
      },
      inBar: false,
    },
    { combo: 'Ctrl+P', label: t('dossier.keys.print'), run: onPrint, ...(noSlip === undefined ? {} : { why: t(`refusals.${noSlip}`) }) },
  ]);
}
