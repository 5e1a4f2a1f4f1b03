/** A failure beside what it is about: what happened, in one line, said to a screen reader at once. */
import { useTranslation } from 'react-i18next';
import type { CallFailure } from '../../bridge/failure.ts';
import { failureWords } from './failure-words.ts';

export type FailureLineProps = {
  /** Null: nothing stands there. */
  readonly failure: CallFailure | null;
  readonly className?: string;
};

export function FailureLine({ failure, className = '' }: FailureLineProps) {
  const { t } = useTranslation();
  if (failure === null) return null;
  return (
    <p role="alert" className={`mc-field-error ${className}`.trim()}>
      {failureWords(failure, t).title}
    </p>
  );
}
