/** The receipt once more: as it will come out, why, on which paper and printer. F9 prints; then one key says whether it came out. */
import { useTranslation } from 'react-i18next';
import type { DossierDetail } from '#shared/contract/dossier.ts';
import { ErrorBar } from '../../../ui/bars/ErrorBar.tsx';
import { F9Button } from '../../../ui/bars/F9Button.tsx';
import { UndoBar } from '../../../ui/bars/UndoBar.tsx';
import { useKeys } from '../../../ui/keys/KeyLayer.tsx';
import { PaperPane } from '../../../ui/paper/PaperPane.tsx';
import { Screen } from '../../frame/Screen.tsx';
import { DossierHead } from '../page/DossierHead.tsx';
import { PrintedPapers } from '../page/PrintedPapers.tsx';
import { CameOutBar } from './CameOutBar.tsx';
import { focusReason, PrintForm } from './PrintForm.tsx';
import { type Reprint, useReprint } from './use-reprint.ts';

export function PrintScreen({ detail, onClose }: { readonly detail: DossierDetail; readonly onClose: () => void }) {
  const { t } = useTranslation();
  const reprint = useReprint(detail.dossierId);
  const { printing, layout, failure } = reprint;
  const print = () => {
    if (reprint.isRead && !reprint.print()) focusReason();
  };
  useKeys([
    { combo: 'Esc', label: t('printing.keys.back'), run: onClose },
    { combo: 'Ctrl+P', label: t('dossier.keys.print'), run: printing.waitsForAnswer ? printing.again : print, inBar: false },
  ]);
  return (
    <Screen
      aside={
        <PaperPane
          pages={reprint.pages}
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
      // Whether it needs a reason is not known before.
      verb={reprint.isRead ? <PrintVerb reprint={reprint} onPrint={print} /> : null}
    >
      <DossierHead detail={detail} />
      <div className="mc-print-cols">
        {reprint.isRead ? <PrintForm reprint={reprint} /> : <div />}
        <PrintedPapers detail={detail} mayReprint={false} />
      </div>
    </Screen>
  );
}

type PrintVerbProps = { readonly reprint: Reprint; readonly onPrint: () => void };

function PrintVerb({ reprint: { printing, reprintNo, missing }, onPrint }: PrintVerbProps) {
  const { t } = useTranslation();
  if (printing.waitsForAnswer)
    return (
      <CameOutBar
        copies={printing.copies}
        onOut={() => {
          printing.answer(true);
        }}
        onNotOut={() => {
          printing.answer(false);
        }}
      />
    );
  return (
    <F9Button
      label={t(reprintNo === 0 ? 'printing.print' : 'printing.reprint')}
      onPress={onPrint}
      hint={missing ? t('printing.reasonMissing') : undefined}
      waitingFor={printing.busy ? t('printing.sending') : undefined}
    />
  );
}
