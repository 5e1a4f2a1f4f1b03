/** The volumes, and one printing at a time: read, typeset and queued part by part, told as it goes. */
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect, useRef, useState } from 'react';
import type { RegisterBook, RegisterPrinting } from '#shared/contract/register-book.ts';
import { isErrorCode } from '../../bridge/failure.ts';
import { type CallFailure, failureOf, newCommandId, useApi } from '../../bridge/index.ts';

export type BookPrinting = {
  readonly volume: string;
  readonly phase: 'running' | 'done' | 'stopped';
  readonly told: RegisterPrinting;
  readonly startedMs: number;
};

export type RegisterBookJob = {
  /** Null until read; the last year first. */
  readonly volumes: readonly RegisterBook[] | null;
  readonly printing: BookPrinting | null;
  readonly failure: CallFailure | null;
  /** `printer` null: the one of the settings. */
  readonly print: (book: RegisterBook, printer: string | null) => void;
  /** After the part under way. */
  readonly stop: () => void;
  readonly clear: () => void;
};

const start: RegisterPrinting = { phase: 'reading', done: 0, total: null, rows: null, pages: 0, queueFault: null };

export const volumeName = ({ year, volume }: Pick<RegisterBook, 'year' | 'volume'>): string => `${String(year)}/${volume}`;

export function useRegisterBook(): RegisterBookJob {
  const api = useApi();
  const queries = useQueryClient();
  const list = useQuery({ queryKey: ['registerBook'], queryFn: ({ signal }) => api.registerBook.volumes(undefined, { signal }) });
  const [printing, setPrinting] = useState<BookPrinting | null>(null);
  const [broken, setBroken] = useState<CallFailure | null>(null);
  const work = useRef<AbortController | null>(null);
  useEffect(
    () => () => {
      work.current?.abort();
    },
    [],
  );

  const print = async ({ year, volume }: RegisterBook, printer: string | null): Promise<void> => {
    const own = new AbortController();
    work.current = own;
    setBroken(null);
    const begun = { volume: volumeName({ year, volume }), phase: 'running', startedMs: performance.now() } as const;
    setPrinting({ ...begun, told: start });
    try {
      for await (const told of await api.registerBook.print({ commandId: newCommandId(), year, volume, printer }, { signal: own.signal })) {
        // What arrives after stopping is no news for the screen.
        if (own.signal.aborted) return;
        setPrinting({ ...begun, phase: told.phase === 'done' ? 'done' : 'running', told });
      }
    } catch (error) {
      if (own.signal.aborted) return;
      setPrinting(null);
      setBroken(failureOf(error));
    } finally {
      void queries.invalidateQueries({ queryKey: ['registerBook'] });
    }
  };

  const fault = printing?.told.queueFault ?? null;
  return {
    volumes: list.data?.toSorted((a, b) => b.year - a.year || b.volume.localeCompare(a.volume)) ?? null,
    printing,
    failure: broken ?? (list.error === null ? faultOf(fault) : failureOf(list.error)),
    print: (book, printer) => {
      if (printing?.phase !== 'running') void print(book, printer);
    },
    stop: () => {
      work.current?.abort();
      setPrinting((now) => (now === null ? null : { ...now, phase: 'stopped' }));
    },
    clear: () => {
      setBroken(null);
      if (printing?.phase !== 'running') setPrinting(null);
    },
  };
}

/** The book is kept, the printer did not take it. */
function faultOf(code: string | null): CallFailure | null {
  return isErrorCode(code) ? { code, params: { printer: '' }, reference: undefined, retry: 'later' } : null;
}
