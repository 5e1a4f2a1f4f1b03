/** No paper came: what happened, that the dossier is safe under its code, what to do and with which key. */
import { useTranslation } from 'react-i18next';
import { isErrorCode } from '../../bridge/index.ts';
import { NoticeBar } from '../../ui/bars/ErrorBar.tsx';
import { shortCode } from '../../ui/format.ts';
import { paperFault } from './paper-fault.ts';
import type { PaperStage } from './reception-store.ts';

export function PaperFaultBar({ stage }: { readonly stage: PaperStage }) {
  const { t } = useTranslation();
  const fault = paperFault(stage);
  if (fault === null) return null;
  const what = t(`reception.print.faults.${isErrorCode(fault) ? fault : 'unexpected'}`, {
    defaultValue: t('reception.print.faults.unexpected'),
  });
  return (
    <NoticeBar>
      <span>
        <b>{t('reception.print.fault', { code: shortCode(stage.accepted.dossierCode), what })}</b> {t('reception.print.faultAction')}
      </span>
    </NoticeBar>
  );
}
