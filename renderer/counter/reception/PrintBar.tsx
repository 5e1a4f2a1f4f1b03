/** After F9 the bar takes the verb's place: "did the paper come out?". The dossier is kept whatever the printer does. */
import { type RefObject, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { KeyCap } from '../../ui/bars/KeyCap.tsx';
import { shortCode } from '../../ui/format.ts';
import { useKeys } from '../../ui/keys/KeyLayer.tsx';
import type { Accepting } from './accepting.ts';
import { paperFault } from './paper-fault.ts';
import type { PaperStage } from './reception-store.ts';
import { ReprintReason } from './ReprintReason.tsx';
import './print-bar.css';

export type PrintBarProps = { readonly stage: PaperStage; readonly accepting: Accepting };

export function PrintBar({ stage, accepting: { goOn, printAgain } }: PrintBarProps) {
  const { t } = useTranslation();
  const [asksReason, setAsksReason] = useState(false);
  const ok = useRef<HTMLButtonElement>(null);
  const standing = standingOf(stage);
  const silent = standing === 'notOut';
  const code = shortCode(stage.accepted.dossierCode);
  const again = () => {
    // A paper no printer had is no reprint, and needs no reason.
    if (silent) void printAgain(null);
    else setAsksReason(true);
  };
  const next = () => {
    goOn(!silent);
  };
  usePrintKeys(standing, next, again);

  return (
    <div className={silent ? 'mc-print-bar mc-print-bar-fault' : 'mc-print-bar'} role="status" data-region="work">
      {asksReason ? (
        <ReprintReason
          onPrint={(reason) => {
            setAsksReason(false);
            void printAgain(reason);
          }}
          onCancel={() => {
            setAsksReason(false);
            ok.current?.focus();
          }}
        />
      ) : null}
      <p className="mc-print-words">
        <b>{t(`reception.print.${standing}`, { code })}</b>
        <span>{standing === 'ask' ? t('reception.print.saved', { code }) : ''}</span>
      </p>
      {standing === 'printing' ? null : <Answers standing={standing} ok={ok} onNext={next} onAgain={again} />}
    </div>
  );
}

/** No paper is due; the machine works; the paper went to the printer; or no printer took it. Also the headline's key. */
type Standing = 'recorded' | 'printing' | 'ask' | 'notOut';

/** What Enter answers. */
const answers = { recorded: 'next', ask: 'out', notOut: 'later' } as const satisfies Record<Exclude<Standing, 'printing'>, string>;

type AnswersProps = {
  readonly standing: Exclude<Standing, 'printing'>;
  readonly ok: RefObject<HTMLButtonElement | null>;
  readonly onNext: () => void;
  readonly onAgain: () => void;
};

function Answers({ standing, ok, onNext, onAgain }: AnswersProps) {
  const { t } = useTranslation();
  return (
    <span className="mc-print-keys">
      <button type="button" className="mc-print-button" ref={ok} autoFocus onClick={onNext}>
        <KeyCap combo="Enter" />
        {t(`reception.print.${answers[standing]}`)}
      </button>
      {standing === 'recorded' ? null : (
        <button type="button" className="mc-print-button" tabIndex={-1} onClick={onAgain}>
          <KeyCap combo="Ctrl+P" />
          {t('reception.print.again')}
        </button>
      )}
    </span>
  );
}

function standingOf(stage: PaperStage): Standing {
  if (!stage.accepted.receiptSlipDue) return 'recorded';
  if (stage.print === null && stage.failure === null) return 'printing';
  return paperFault(stage) === null ? 'ask' : 'notOut';
}

function usePrintKeys(standing: Standing, next: () => void, again: () => void): void {
  const { t } = useTranslation();
  const busy = standing === 'printing';
  const noPaper = standing === 'recorded';
  useKeys([
    {
      combo: 'Ctrl+P',
      label: t('reception.print.againKey'),
      run: busy || noPaper ? undefined : again,
      why: t(noPaper ? 'reception.print.noPaper' : 'reception.print.busy'),
    },
    { combo: 'F2', label: t('keys.newDossier'), run: busy ? undefined : next, why: t('reception.print.busy') },
  ]);
}
