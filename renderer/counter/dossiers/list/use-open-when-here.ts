import { useEffect, useRef } from 'react';

/**
 * Enter right after the last letter: the lines on screen are still those of the text before, and the first of them is not the one that
 * was asked for. `waits` says so; the answer opens at once otherwise, else when the lines of the same `text` are here.
 */
export function useOpenWhenHere(text: string, waits: boolean, open: () => void): () => void {
  const asked = useRef<string | null>(null);
  useEffect(() => {
    if (asked.current === null || (waits && asked.current === text)) return;
    const same = asked.current === text;
    asked.current = null;
    if (same) open();
  });
  return () => {
    if (waits) asked.current = text;
    else open();
  };
}
