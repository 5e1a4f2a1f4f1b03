import { useEffect, useRef } from 'react';

/**
 * Enter right after the last letter: the rows on screen are still those of the text before, and the first of them is not the one that
 * was asked for. `waits` says so; `act` is done at once otherwise, else when the rows of the same `text` are here. Another letter, typed
 * meanwhile, takes the wish back.
 */
export function useWhenHere(text: string, waits: boolean, act: () => void): () => void {
  const asked = useRef<string | null>(null);
  useEffect(() => {
    if (asked.current === null || (waits && asked.current === text)) return;
    const same = asked.current === text;
    asked.current = null;
    if (same) act();
  });
  return () => {
    if (waits) asked.current = text;
    else act();
  };
}
