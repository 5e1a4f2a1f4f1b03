/** A failure where the work is, above F9: what happened and what is safe, what to do, the reference small at the end. Stays until it is dealt with. */
import { useTranslation } from 'react-i18next';
import type { CallFailure } from '../../bridge/failure.ts';
import { useFocusGiver } from '../focus-back.ts';
import { failureWords } from './failure-words.ts';
import './bars.css';

export type ErrorBarProps = { readonly failure: CallFailure; readonly onDismiss?: () => void };

export function ErrorBar({ failure, onDismiss }: ErrorBarProps) {
  const { t } = useTranslation();
  const { onFocus, giveBack } = useFocusGiver();
  const { title, action } = failureWords(failure, t);
  return (
    <div className="mc-error-bar" role="alert" data-region="error" onFocus={onFocus}>
      <div>
        <b>{title}</b> {action}
        {failure.reference === undefined ? null : (
          <small className="mc-muted"> {t('ui.reference', { reference: failure.reference })}</small>
        )}
      </div>
      {onDismiss === undefined ? null : (
        <button
          type="button"
          className="mc-link"
          onClick={() => {
            onDismiss();
            giveBack();
          }}
        >
          {t('ui.understood')}
        </button>
      )}
    </div>
  );
}

/** A line that asks a person to know something; amber, never red. */
export function NoticeBar({ children }: { readonly children: React.ReactNode }) {
  return (
    <div className="mc-notice-bar" role="status">
      {children}
    </div>
  );
}
