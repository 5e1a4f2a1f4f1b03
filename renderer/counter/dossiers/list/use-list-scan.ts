/** A scan on the list: a slip or a code chooses its line, an identity card searches by its number. Nothing is committed. */
import { type RefObject, useRef } from 'react';
import { readScan } from '../../../ui/scanner/read-scan.ts';
import { useScan } from '../../../ui/scanner/scan-handlers.ts';
import { useToday } from '../../frame/desk.ts';
import { setTab, setText, useListStore } from './list-store.ts';

/** Longest pause inside a burst, in ms: later letters are a person's. */
const burstMs = 200;

/** Gives what sends a letter typed into the lines on to the search, and takes back what a scanner typed that way. */
export function useListScan(field: RefObject<HTMLInputElement | null>): () => void {
  const today = useToday();
  const before = useRef<{ readonly text: string; readonly atMs: number } | null>(null);

  useScan((scan) => {
    if (before.current !== null && performance.now() - before.current.atMs < 5000) setText(before.current.text);
    before.current = null;
    if (scan.kind === 'mangled') return false;
    const read = readScan(scan.text, today);
    const query =
      read.kind === 'id-card'
        ? read.scan.card.personalId
        : read.kind === 'slip' || read.kind === 'dossier-code'
          ? read.dossierCode
          : undefined;
    if (query === undefined) return false;
    setTab('all');
    setText(query);
    field.current?.focus();
    return true;
  });

  return () => {
    const atMs = performance.now();
    const text = useListStore.getState().text;
    before.current = { text, atMs };
    field.current?.focus();
    // A pause after this letter: a person types, and nothing is taken back.
    setTimeout(() => {
      if (before.current?.atMs === atMs && useListStore.getState().text.length - text.length < 8) before.current = null;
    }, burstMs);
  };
}
