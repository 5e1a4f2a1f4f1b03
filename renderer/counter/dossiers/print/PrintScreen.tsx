/** The receipt once more: as it will come out, why, on which paper and printer. F9 prints; then one key says whether it came out. */
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { DossierDetail } from '#shared/contract/dossier.ts';
import { failureOf, useApi } from '../../../bridge/index.ts';
import { ErrorBar } from '../../../ui/bars/ErrorBar.tsx';
import { F9Button } from '../../../ui/bars/F9Button.tsx';
import { UndoBar } from '../../../ui/bars/UndoBar.tsx';
import { useKeys } from '../../../ui/keys/KeyLayer.tsx';
import { PaperPane } from '../../../ui/paper/PaperPane.tsx';
import { Screen } from '../../frame/Screen.tsx';
import { DossierHead } from '../page/DossierHead.tsx';
import { PrintedPapers } from '../page/PrintedPapers.tsx';
import { useDebounced } from '../../../ui/use-debounced.ts';
import { CameOutBar } from './CameOutBar.tsx';
import { focusReason, PrintForm, type PrintChoice } from './PrintForm.tsx';
import { usePrint } from './use-print.ts';

const reasonMs = 300;

export function PrintScreen({ detail, onClose }: { readonly detail: DossierDetail; readonly onClose: () => void }) {
  const { t, i18n } = useTranslation();
  const api = useApi();
  const settings = useQuery({ queryKey: ['office', 'settings'], queryFn: ({ signal }) => api.office.settings(undefined, { signal }) });
  const [choice, setChoice] = useState<PrintChoice>({ picked: null, typed: '', layout: null, printer: null });
  const layout = choice.layout ?? settings.data?.layout ?? 'a5';
  // Printed on the paper, whose language is Vietnamese.
  const reason =
    choice.picked === null
      ? ''
      : choice.picked === 'other'
        ? choice.typed.normalize('NFC').trim()
        : i18n.getFixedT('vi')(`printing.reasons.${choice.picked}`);
  const shownReason = useDebounced(reason, reasonMs);
  const preview = useQuery({
    queryKey: ['dossier', 'paper', detail.dossierId, layout, shownReason],
    queryFn: ({ signal }) =>
      api.paper.preview(
        { dossierId: detail.dossierId, form: 'receiptSlip', layout, reason: shownReason === '' ? null : shownReason },
        { signal },
      ),
    placeholderData: (before) => before,
  });
  const printing = usePrint(detail.dossierId);
  const reprintNo = preview.data?.reprintNo ?? 0;
  const [asked, setAsked] = useState(false);
  const missing = reprintNo > 0 && reason === '';
  const failure = printing.failure ?? (preview.error === null ? null : failureOf(preview.error));
  const print = () => {
    if (missing) {
      setAsked(true);
      focusReason();
    } else printing.print({ layout, reason: reason === '' ? null : reason, printer: choice.printer });
  };
  useKeys([
    { combo: 'Esc', label: t('printing.keys.back'), run: onClose },
    { combo: 'Ctrl+P', label: t('dossier.keys.print'), run: printing.waitsForAnswer ? printing.again : print, inBar: false },
  ]);
  return (
    <Screen
      aside={
        <PaperPane
          pages={preview.data?.pages ?? []}
          label={t('printing.preview')}
          size={layout.startsWith('a4') ? 'a4' : 'a5'}
          leaving={printing.busy}
        />
      }
      asideName={t('printing.paper')}
      bars={
        <>
          <UndoBar undo={printing.undo} onGone={printing.forgetUndo} />
          {failure === null ? null : <ErrorBar failure={failure} onDismiss={printing.dismiss} />}
        </>
      }
      verb={
        printing.waitsForAnswer ? (
          <CameOutBar
            copies={printing.copies}
            onOut={() => {
              printing.answer(true);
            }}
            onNotOut={() => {
              printing.answer(false);
            }}
          />
        ) : (
          <F9Button
            label={t(reprintNo === 0 ? 'printing.print' : 'printing.reprint')}
            onPress={print}
            hint={missing ? t('printing.reasonMissing') : undefined}
            waitingFor={printing.busy ? t('printing.sending') : undefined}
          />
        )
      }
    >
      <DossierHead detail={detail} />
      <div className="mc-print-cols">
        {preview.data === undefined && preview.error === null ? (
          <div />
        ) : (
          <PrintForm
            choice={choice}
            layout={layout}
            reprintNo={reprintNo}
            defaultPrinter={settings.data?.printer ?? null}
            missing={missing && asked}
            onChoice={setChoice}
          />
        )}
        <PrintedPapers detail={detail} mayReprint={false} />
      </div>
    </Screen>
  );
}
