/** What still has to be kept when the desk locks: the field being typed in counts as left. */
import { useEffect } from 'react';

type Keep = () => Promise<void>;

const keepers = new Set<Keep>();

/** `keep` is waited for before the person is signed out: afterwards nothing of theirs is taken any more. It tells its own failures. */
export function useBeforeLock(keep: Keep): void {
  useEffect(() => {
    keepers.add(keep);
    return () => {
      keepers.delete(keep);
    };
  }, [keep]);
}

export async function beforeLock(): Promise<void> {
  if (document.activeElement instanceof HTMLElement) document.activeElement.blur();
  await Promise.all([...keepers].map((keep) => keep()));
}
