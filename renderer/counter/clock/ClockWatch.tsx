/** Puts the clock's question over whatever screen is open, and has every screen read again when the app's time or day became another. */
import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useRef } from 'react';
import { useHeaderStatus } from '../frame/header-status.ts';
import { ClockQuestion } from './ClockQuestion.tsx';

/** `read` has the desk's state, and with it the time, read again. */
export function ClockWatch({ read }: { readonly read: () => void }) {
  const queries = useQueryClient();
  const clock = useHeaderStatus()?.clock;
  const changes = clock?.changes ?? 0;
  const seen = useRef<number | null>(null);
  useEffect(() => {
    if (clock === undefined) return;
    if (seen.current !== null && seen.current !== changes) {
      read();
      void queries.invalidateQueries({ predicate: ({ queryKey }) => queryKey[0] !== 'clock' });
    }
    seen.current = changes;
  }, [clock, changes, read, queries]);
  return clock?.asks === true ? <ClockQuestion changes={changes} onAnswered={read} /> : null;
}
