/**
 * A call a person asked for, one at a time: whether it is under way, and why the last one failed.
 * Unlike a mutation it keeps nothing of what went in or came back, which may be a PIN or a recovery code.
 */
import { useRef, useState } from 'react';
import { type CallFailure, failureOf } from '../bridge/failure.ts';

export type Attempt = {
  readonly busy: boolean;
  readonly failure: CallFailure | null;
  /** Runs `task`, or nothing while another is under way. What it rejects with becomes `failure`. */
  readonly run: (task: () => Promise<void>) => void;
  readonly dismiss: () => void;
};

export function useAttempt(): Attempt {
  const [busy, setBusy] = useState(false);
  const [failure, setFailure] = useState<CallFailure | null>(null);
  // Known at once: a second press may come before the page is drawn again.
  const underWay = useRef(false);
  const attempt = async (task: () => Promise<void>): Promise<void> => {
    underWay.current = true;
    setBusy(true);
    setFailure(null);
    try {
      await task();
    } catch (error) {
      setFailure(failureOf(error));
    } finally {
      underWay.current = false;
      setBusy(false);
    }
  };
  return {
    busy,
    failure,
    run: (task) => {
      if (!underWay.current) void attempt(task);
    },
    dismiss: () => {
      setFailure(null);
    },
  };
}
