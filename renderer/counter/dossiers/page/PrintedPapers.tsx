/** Papers that went to the printer: which still hold, which came out. A void one is struck through. */
import type { TFunction } from 'i18next';
import { useTranslation } from 'react-i18next';
import type { DossierDetail } from '#shared/contract/dossier.ts';
import type { Slip } from '#shared/domain/dossier/state-parts.ts';
import { officeTime } from '../../../ui/format.ts';
import { KeyCap } from '../../../ui/bars/KeyCap.tsx';
import { StatusMark } from '../../../ui/status/StatusBadge.tsx';
import { formWords } from '../act-words.ts';
import { momentInYear } from '../dates.ts';
import { useMay } from '../../frame/desk.ts';
import { KeptPrint } from './KeptPrint.tsx';
import { cycleOfSlip } from './slips.ts';

export function PrintedPapers({ detail, mayReprint }: { readonly detail: DossierDetail; readonly mayReprint: boolean }) {
  const { t } = useTranslation();
  const { slips } = detail.state;
  return (
    <section className="mc-panel" aria-label={t('dossier.printed.title')}>
      <div className="mc-side-title">
        <h2 className="mc-panel-title">{t('dossier.printed.title')}</h2>
        {mayReprint ? (
          <span className="mc-s mc-muted mc-nowrap">
            <KeyCap combo="Ctrl+P" /> {t(slips.length === 0 ? 'dossier.printed.print' : 'dossier.printed.again')}
          </span>
        ) : null}
      </div>
      {slips.length === 0 ? (
        <p className="mc-s mc-muted">{t('dossier.printed.none')}</p>
      ) : (
        <ul className="mc-slips mc-quiet-focus" tabIndex={0} aria-label={t('dossier.printed.list')}>
          {slips.toReversed().map((slip) => (
            <PrintedSlip key={slip.actId} slip={slip} detail={detail} />
          ))}
        </ul>
      )}
    </section>
  );
}

function PrintedSlip({ slip, detail: { state, today } }: { readonly slip: Slip; readonly detail: DossierDetail }) {
  const { t } = useTranslation();
  const mayPrint = useMay('paper.print');
  const cycle = slip.form === 'receiptSlip' && state.clockCycles.length > 1 ? cycleOfSlip(slip, state.clockCycles) : 0;
  const form = formWords(slip, t);
  const name = cycle > 0 ? t('dossier.printed.ofCycle', { form, cycle }) : form;
  return (
    <li data-void={slip.void || undefined}>
      {slip.void ? <s>{name}</s> : <b>{name}</b>}
      {slip.void ? <span className="mc-s mc-muted">{t('dossier.printed.void')}</span> : <CameOut slip={slip} />}
      <small>
        {[
          momentInYear(officeTime(slip.printedAt), today),
          t('dossier.printed.copies', { count: slip.copies.length }),
          ...voidWhy(slip, state, t),
          ...(slip.reprintNo === 0 ? [] : [t('dossier.printed.reprint', { n: slip.reprintNo })]),
        ].join(' · ')}
      </small>
      {mayPrint ? <KeptPrint printActId={slip.actId} form={name} fileName={fileNameOf(slip, state)} /> : null}
    </li>
  );
}

/** `000.05.24.H11-250424-2001-20250424-2.pdf`: code, day, and which reprint. */
function fileNameOf({ printedAt, reprintNo }: Slip, { dossierCode }: DossierDetail['state']): string {
  const day = printedAt.slice(0, 10).replaceAll('-', '');
  return `${[dossierCode ?? '', day, ...(reprintNo === 0 ? [] : [String(reprintNo)])].join('-')}.pdf`;
}

function CameOut({ slip: { cameOut } }: { readonly slip: Slip }) {
  const { t } = useTranslation();
  if (cameOut === true) return <StatusMark look="done">{t('dossier.printed.cameOut')}</StatusMark>;
  return <span className="mc-s mc-muted">{t(cameOut === false ? 'dossier.printed.notOut' : 'dossier.printed.unanswered')}</span>;
}

/** Why a paper no longer holds, where an act says so. */
function voidWhy({ voidedBy }: Slip, { corrections, closing, status }: DossierDetail['state'], t: TFunction): readonly string[] {
  const corrected = corrections.find(({ actId }) => actId === voidedBy);
  if (corrected !== undefined) return [t('dossier.printed.corrected', { reason: corrected.reason })];
  return voidedBy !== null && status === 'voided' && closing !== null ? [t('dossier.printed.voidedFor', { reason: closing.reason })] : [];
}
