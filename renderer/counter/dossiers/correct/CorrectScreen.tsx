/** A wrong receipt put right: the form on the left, the difference and why beside it, the new paper on the right. F9 makes it. */
import { Textarea } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { CorrectionForm } from '#shared/contract/correction.ts';
import { failureOf, useApi } from '../../../bridge/index.ts';
import { ErrorBar } from '../../../ui/bars/ErrorBar.tsx';
import { F9Button } from '../../../ui/bars/F9Button.tsx';
import { EmptyState } from '../../../ui/EmptyState.tsx';
import { useKeys } from '../../../ui/keys/KeyLayer.tsx';
import { PaperPane } from '../../../ui/paper/PaperPane.tsx';
import { useToday } from '../../frame/desk.ts';
import { Screen } from '../../frame/Screen.tsx';
import { useDebounced } from '../../../ui/use-debounced.ts';
import { CorrectFields } from './CorrectFields.tsx';
import { Differences } from './Differences.tsx';
import { gapsOf, inputOf, type Typed, typedOf } from './typed.ts';
import { useCorrection } from './use-correction.ts';

const typingMs = 300;
/** Never kept: the form is always the dossier as it is now. */
const fresh = { gcTime: 0, staleTime: 0 } as const;

export type CorrectScreenProps = {
  readonly dossierId: string;
  readonly onClose: () => void;
  /** Made; `receiptDue` when a receipt was printed before and the new one is to take its place. */
  readonly onDone: (receiptDue: boolean) => void;
};

export function CorrectScreen({ dossierId, onClose, onDone }: CorrectScreenProps) {
  const { t } = useTranslation();
  const api = useApi();
  const form = useQuery({
    queryKey: ['correction', 'form', dossierId],
    queryFn: ({ signal }) => api.correction.form({ dossierId }, { signal }),
    refetchOnWindowFocus: false,
    ...fresh,
  });
  useKeys([{ combo: 'Esc', label: t('printing.keys.back'), run: onClose }]);
  if (form.data === undefined)
    return <Screen bars={form.error === null ? null : <ErrorBar failure={failureOf(form.error)} />}>{null}</Screen>;
  return <Correcting form={form.data} onDone={onDone} />;
}

function Correcting({ form, onDone }: { readonly form: CorrectionForm; readonly onDone: (receiptDue: boolean) => void }) {
  const { t } = useTranslation();
  const api = useApi();
  const today = useToday();
  const [typed, setTyped] = useState<Typed>(() => typedOf(form));
  const [asked, setAsked] = useState(false);
  const settled = useDebounced(typed, typingMs);
  const gaps = gapsOf(typed, today);
  const readable = gapsOf(settled, today).length === 0;
  const correction = inputOf(settled, form, today);
  const preview = useQuery({
    queryKey: ['correction', 'preview', form.basedOn, correction, settled.reason],
    queryFn: ({ signal }) => api.correction.preview({ dossierId: form.dossierId, correction, reason: settled.reason.trim() }, { signal }),
    enabled: readable,
    placeholderData: (before) => before,
    gcTime: 0,
  });
  const making = useCorrection(form, onDone);
  // What is on screen is what F9 makes: a field typed a moment ago has to be in the preview first.
  const shown = settled === typed && readable && !preview.isPlaceholderData ? preview.data : undefined;
  const lacking = [...gaps, ...(typed.reason.trim() === '' ? ['reason'] : [])];
  const unchanged = shown !== undefined && shown.changes.length === 0;
  useEffect(() => {
    focusField('fullName');
  }, []);
  const press = () => {
    setAsked(true);
    const [first] = lacking;
    if (first !== undefined) focusField(first);
    else if (shown !== undefined && !unchanged) making.make(correction, typed.reason.trim(), shown.due?.after.dueAt ?? null);
  };
  const hint = lacking.length > 0 ? t('dossier.steps.gaps', { count: lacking.length }) : unchanged ? t('correction.none') : undefined;
  const failure = making.failure ?? (preview.error === null ? null : failureOf(preview.error));
  return (
    <Screen
      aside={
        preview.data === undefined || preview.data.pages.length === 0 ? (
          <section className="mc-desk" data-region="paper" tabIndex={-1} aria-label={t('printing.preview')}>
            <EmptyState title={t('correction.noPaper')} />
          </section>
        ) : (
          <PaperPane pages={preview.data.pages} label={t('printing.preview')} />
        )
      }
      asideName={t('printing.paper')}
      bars={failure === null ? null : <ErrorBar failure={failure} onDismiss={making.dismiss} />}
      verb={
        <F9Button
          label={t('correction.verb')}
          onPress={press}
          hint={hint}
          waitingFor={making.busy ? t('dossier.steps.recording') : undefined}
        />
      }
    >
      <h1 className="mc-visually-hidden">{t('correction.title')}</h1>
      <div className="mc-correct" id="correct">
        <CorrectFields
          form={form}
          typed={typed}
          today={today}
          gaps={asked ? gaps : []}
          onChange={(change) => {
            setTyped((now) => ({ ...now, ...change }));
          }}
        />
        <div className="mc-correct-side">
          <Differences preview={readable ? preview.data : undefined} />
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
              error={asked && typed.reason.trim() === '' ? t('errors.reason-missing.title') : undefined}
              onChange={(event) => {
                const { value } = event.currentTarget;
                setTyped((now) => ({ ...now, reason: value }));
              }}
            />
          </section>
        </div>
      </div>
    </Screen>
  );
}

function focusField(name: string): void {
  document.querySelector<HTMLElement>(`#correct [data-field="${name}"] :is(input, textarea)`)?.focus();
}
