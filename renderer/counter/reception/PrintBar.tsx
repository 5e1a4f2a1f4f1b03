/** After F9 the bar takes the verb's place: "did the paper come out?". The dossier is kept whatever the printer does. */
import { Autocomplete } from '@mantine/core';
import { useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { KeyCap } from '../../ui/bars/KeyCap.tsx';
import { shortCode } from '../../ui/format.ts';
import { useKeys } from '../../ui/keys/KeyLayer.tsx';
import { paperFault } from './paper-fault.ts';
import type { Stage } from './reception-store.ts';
import type { Accepting } from './use-accept.ts';
import './print-bar.css';

export type PrintBarProps = { readonly stage: Extract<Stage, { kind: 'paper' }>; readonly accepting: Accepting };

export function PrintBar({ stage, accepting: { goOn, printAgain } }: PrintBarProps) {
  const { t } = useTranslation();
  const [asksReason, setAsksReason] = useState(false);
  const ok = useRef<HTMLButtonElement>(null);
  const { accepted, print, failure } = stage;
  const noPaper = !accepted.receiptSlipDue;
  const fault = paperFault(stage);
  const busy = !noPaper && print === null && failure === null;
  const code = shortCode(accepted.dossierCode);

  useKeys([
    {
      combo: 'Ctrl+P',
      label: t('reception.print.againKey'),
      run:
        busy || noPaper
          ? undefined
          : () => {
              if (fault === null) setAsksReason(true);
              else void printAgain(null);
            },
      why: t(noPaper ? 'reception.print.noPaper' : 'reception.print.busy'),
    },
    {
      combo: 'F2',
      label: t('keys.newDossier'),
      run: busy
        ? undefined
        : () => {
            goOn(fault === null);
          },
      why: t('reception.print.busy'),
    },
  ]);

  return (
    <div className={fault === null ? 'mc-print-bar' : 'mc-print-bar mc-print-bar-fault'} role="status" data-region="work">
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
        <b>{t(`reception.print.${headline(stage)}`, { code })}</b>
        <span>{noPaper || busy || fault !== null ? '' : t('reception.print.saved', { code })}</span>
      </p>
      {busy ? null : (
        <span className="mc-print-keys">
          <button
            type="button"
            className="mc-print-button"
            ref={ok}
            autoFocus
            onClick={() => {
              goOn(fault === null);
            }}
          >
            <KeyCap combo="Enter" />
            {t(noPaper ? 'reception.print.next' : fault === null ? 'reception.print.out' : 'reception.print.later')}
          </button>
          {noPaper ? null : (
            <button
              type="button"
              className="mc-print-button"
              tabIndex={-1}
              onClick={() => {
                if (fault === null) setAsksReason(true);
                else void printAgain(null);
              }}
            >
              <KeyCap combo="Ctrl+P" />
              {t('reception.print.again')}
            </button>
          )}
        </span>
      )}
    </div>
  );
}

function headline({ accepted, print, failure }: PrintBarProps['stage']): 'recorded' | 'printing' | 'ask' | 'notOut' {
  if (!accepted.receiptSlipDue) return 'recorded';
  if (print === null && failure === null) return 'printing';
  return failure === null && print?.queued === true ? 'ask' : 'notOut';
}

type ReprintReasonProps = { readonly onPrint: (reason: string) => void; readonly onCancel: () => void };

/** A reprint says on the paper why; picked or typed. */
function ReprintReason({ onPrint, onCancel }: ReprintReasonProps) {
  const { t } = useTranslation();
  const [reason, setReason] = useState('');
  const reasons = (['jam', 'faint', 'tooFew'] as const).map((key) => t(`reception.print.reasons.${key}`));
  return (
    <div className="mc-print-reason">
      <Autocomplete
        label={t('reception.print.reason')}
        data={reasons}
        value={reason}
        onChange={setReason}
        autoFocus
        selectFirstOptionOnChange={false}
        comboboxProps={{ offset: 30, transitionProps: { duration: 0 }, shadow: 'none' }}
        onKeyDown={(event) => {
          if (event.key === 'Escape') onCancel();
          if (event.key !== 'Enter' || event.nativeEvent.isComposing || event.defaultPrevented) return;
          // The rest of this key must not press the button that takes the focus next.
          event.preventDefault();
          if (reason.trim() !== '') onPrint(reason.trim());
        }}
      />
    </div>
  );
}
