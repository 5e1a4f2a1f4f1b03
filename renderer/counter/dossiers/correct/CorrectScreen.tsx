/** A wrong receipt put right: the form on the left, the difference and why beside it, the new paper on the right. F9 makes it. */
import { Textarea } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import type { CorrectionForm } from '#shared/contract/correction.ts';
import { failureOf, useApi } from '../../../bridge/index.ts';
import { ErrorBar } from '../../../ui/bars/ErrorBar.tsx';
import { F9Button } from '../../../ui/bars/F9Button.tsx';
import { EmptyState } from '../../../ui/EmptyState.tsx';
import { useKeys } from '../../../ui/keys/KeyLayer.tsx';
import { PaperPane } from '../../../ui/paper/PaperPane.tsx';
import { useLeaveGuard } from '../../frame/leave-guard.tsx';
import { Screen } from '../../frame/Screen.tsx';
import { focusField } from '../../reception/next-field.ts';
import { CorrectFields } from './CorrectFields.tsx';
import { Differences } from './Differences.tsx';
import { type Correcting, useCorrecting } from './use-correcting.ts';

/** Never kept: the form is always the dossier as it is when it is opened. */
const fresh = { gcTime: 0, staleTime: 0, refetchOnWindowFocus: false } as const;

export type CorrectScreenProps = {
  readonly dossierId: string;
  readonly onClose: () => void;
  /** Made; `receiptDue` when a receipt was printed before and the new one is to take its place. */
  readonly onDone: (receiptDue: boolean) => void;
};

export function CorrectScreen({ dossierId, onClose, onDone }: CorrectScreenProps) {
  const api = useApi();
  const form = useQuery({
    queryKey: ['correction', 'form', dossierId],
    queryFn: ({ signal }) => api.correction.form({ dossierId }, { signal }),
    ...fresh,
  });
  useBackKey(onClose);
  if (form.data === undefined)
    return <Screen bars={form.error === null ? null : <ErrorBar failure={failureOf(form.error)} />}>{null}</Screen>;
  return <Correction form={form.data} onClose={onClose} onDone={onDone} />;
}

function useBackKey(onBack: () => void): void {
  const { t } = useTranslation();
  useKeys([{ combo: 'Esc', label: t('printing.keys.back'), run: onBack }]);
}

type CorrectionProps = Pick<CorrectScreenProps, 'onClose' | 'onDone'> & { readonly form: CorrectionForm };

function Correction({ form, onClose, onDone }: CorrectionProps) {
  const { t } = useTranslation();
  const job = useCorrecting(form, onDone);
  const fields = useRef<HTMLDivElement>(null);
  const done = useRef(false);
  const press = async (): Promise<boolean> => {
    const { made, gap } = await job.make();
    if (gap !== null) focusField(fields.current, gap);
    done.current = made;
    return made;
  };
  const guard = useLeaveGuard(job.dirty, { save: press, discard: job.discard });
  useBackKey(() => {
    guard.leave(() => {
      // Once it is made, what comes next is no longer the way back: a new receipt may be due.
      if (!done.current) onClose();
    });
  });
  useEffect(() => {
    focusField(fields.current, 'fullName');
  }, []);
  return (
    <Screen
      aside={<NewPaper pages={job.pages} />}
      asideName={t('printing.paper')}
      bars={job.failure === null ? null : <ErrorBar failure={job.failure} onDismiss={job.dismiss} />}
      verb={
        <F9Button
          label={t('correction.verb')}
          onPress={() => {
            void press();
          }}
          hint={job.hint}
          waitingFor={job.waitingFor}
        />
      }
    >
      <h1 className="mc-visually-hidden">{t('correction.title')}</h1>
      <div className="mc-correct" ref={fields}>
        <CorrectFields form={job.form} typed={job.typed} today={job.today} gaps={job.gaps} onChange={job.put} />
        <div className="mc-correct-side">
          <Differences preview={job.preview} />
          <Reason job={job} />
        </div>
      </div>
      {guard.question}
    </Screen>
  );
}

function NewPaper({ pages }: { readonly pages: readonly string[] }) {
  const { t } = useTranslation();
  if (pages.length > 0) return <PaperPane pages={pages} label={t('printing.preview')} />;
  return (
    <section className="mc-desk" data-region="paper" tabIndex={-1} aria-label={t('printing.preview')}>
      <EmptyState title={t('correction.noPaper')} />
    </section>
  );
}

function Reason({ job: { typed, gaps, put } }: { readonly job: Correcting }) {
  const { t } = useTranslation();
  return (
    <section className="mc-panel" aria-label={t('correction.why')} data-field="reason">
      <Textarea
        name="reason"
        label={t('correction.why')}
        description={t('correction.whyNote')}
        value={typed.reason}
        maxLength={300}
        autosize
        minRows={2}
        maxRows={4}
        error={gaps.includes('reason') ? t('errors.reason-missing.title') : undefined}
        onChange={(event) => {
          put({ reason: event.currentTarget.value });
        }}
      />
    </section>
  );
}
