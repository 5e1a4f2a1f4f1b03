/** A failure beside what it is about: what happened, and where there is room what to do, said to a screen reader at once. */
import { useTranslation } from 'react-i18next';
import type { CallFailure } from '../../bridge/failure.ts';
import { failureWords } from './failure-words.ts';

export type FailureLineProps = {
  /** Null: nothing stands there. */
  readonly failure: CallFailure | null;
  readonly className?: string;
  readonly withAction?: boolean;
};

export function FailureLine({ failure, className = '', withAction = false }: FailureLineProps) {
  const { t } = useTranslation();
  if (failure === null) return null;
  const { title, action } = failureWords(failure, t);
  return (
    <p role="alert" className={`mc-field-error ${className}`.trim()}>
      {withAction ? `${title} ${action}` : title}
    </p>
  );
}
