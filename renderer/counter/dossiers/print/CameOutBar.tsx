/** After printing, in the place of F9: did the paper come out? Enter says yes, Ctrl+P prints once more. */
import { useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { KeyCap } from '../../../ui/bars/KeyCap.tsx';
import { useFocusReturn } from '../../../ui/focus-back.ts';

export type CameOutBarProps = { readonly copies: number; readonly onOut: () => void; readonly onNotOut: () => void };

export function CameOutBar({ copies, onOut, onNotOut }: CameOutBarProps) {
  const { t } = useTranslation();
  const out = useRef<HTMLButtonElement>(null);
  useFocusReturn();
  useEffect(() => {
    out.current?.focus();
  }, []);
  return (
    <div className="mc-came-out" role="group" aria-label={t('printing.cameOut', { count: copies })}>
      <span aria-live="polite">{t('printing.cameOut', { count: copies })}</span>
      <button ref={out} type="button" onClick={onOut}>
        <KeyCap combo="Enter" /> {t('printing.out')}
      </button>
      <button type="button" onClick={onNotOut}>
        {t('printing.notOut')}
      </button>
    </div>
  );
}
