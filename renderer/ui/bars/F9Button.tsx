/** The screen's verb, bottom right, always in words. The only place that commits. */
import { useKeys } from '../keys/KeyLayer.tsx';
import { KeyCap } from './KeyCap.tsx';
import './bars.css';

export type F9ButtonProps = {
  readonly label: string;
  readonly onPress: () => void;
  /** Small words at the right: what is still missing. */
  readonly hint?: string | undefined;
  /** Only while the machine works: grey, and says what it waits for. */
  readonly waitingFor?: string | undefined;
  /** Only a reading screen whose verb opens something says `Enter`; all others commit with F9. */
  readonly combo?: 'F9' | 'Enter';
};

/** Registers its key itself. Stays pressable with gaps in the form: pressing leads to the first gap. */
export function F9Button({ label, onPress, hint, waitingFor, combo = 'F9' }: F9ButtonProps) {
  const waits = waitingFor !== undefined;
  useKeys([
    { combo, label, run: waits ? undefined : onPress, ...(waits ? { why: waitingFor } : {}), inBar: false, inFields: combo === 'F9' },
  ]);
  return (
    <button
      type="button"
      className={waits ? 'mc-f9 mc-f9-waits' : 'mc-f9'}
      aria-disabled={waits}
      tabIndex={-1}
      onMouseDown={(event) => {
        event.preventDefault();
      }}
      onClick={() => {
        if (!waits) onPress();
      }}
    >
      <KeyCap combo={combo} />
      <span className="mc-cut">{label}</span>
      {waits || hint !== undefined ? (
        <small className="mc-cut" aria-live="polite">
          {waitingFor ?? hint}
        </small>
      ) : null}
    </button>
  );
}
