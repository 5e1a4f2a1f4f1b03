/** The volumes, and one printing at a time: read, typeset and queued part by part, told as it goes. */
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect, useRef, useState } from 'react';
import type { PageRange, PagesPrinted, RegisterBook, RegisterPrinting } from '#shared/contract/register-book.ts';
import { isErrorCode } from '../../bridge/failure.ts';
import { type CallFailure, failureOf, newCommandId, useApi } from '../../bridge/index.ts';

export type BookPrinting = {
  readonly volume: string;
  readonly commandId: string;
  /** `stopping`: asked for, the part under way goes on. */
  readonly phase: 'running' | 'stopping' | 'done' | 'stopped';
  readonly told: RegisterPrinting;
  readonly startedMs: number;
};

/** Pages that were printed by themselves. */
export type SinglePages = { readonly volume: string; readonly range: PageRange; readonly printed: PagesPrinted };

export type RegisterBookJob = {
  /** Null until read; the last year first. */
  readonly volumes: readonly RegisterBook[] | null;
  readonly printing: BookPrinting | null;
  readonly single: SinglePages | null;
  readonly failure: CallFailure | null;
  /** `printer` null: the one of the settings. `commandId`: of a print to go on with, else a new one. */
  readonly print: (book: RegisterBook, printer: string | null, commandId?: string) => void;
  readonly printPages: (book: RegisterBook, printer: string | null, range: PageRange) => void;
  /** After the part under way. */
  readonly stop: () => void;
  readonly clear: () => void;
};

const start: RegisterPrinting = { phase: 'reading', done: 0, total: 0, pages: 0, sent: 0, unsure: [], queueFault: null };

export const volumeName = ({ year, volume }: Pick<RegisterBook, 'year' | 'volume'>): string => `${String(year)}/${volume}`;
export const isRunning = (printing: BookPrinting | null): boolean => printing?.phase === 'running' || printing?.phase === 'stopping';

export function useRegisterBook(): RegisterBookJob {
  const api = useApi();
  const queries = useQueryClient();
  const list = useQuery({ queryKey: ['registerBook'], queryFn: ({ signal }) => api.registerBook.volumes(undefined, { signal }) });
  const [printing, setPrinting] = useState<BookPrinting | null>(null);
  const [single, setSingle] = useState<SinglePages | null>(null);
  const [broken, setBroken] = useState<CallFailure | null>(null);
  const work = useRef<AbortController | null>(null);
  useEffect(
    () => () => {
      work.current?.abort();
    },
    [],
  );

  const print = async ({ year, volume }: RegisterBook, printer: string | null, commandId: string): Promise<void> => {
    const own = new AbortController();
    work.current = own;
    setBroken(null);
    setSingle(null);
    const begun = { volume: volumeName({ year, volume }), commandId, startedMs: performance.now() };
    setPrinting({ ...begun, phase: 'running', told: start });
    try {
      for await (const told of await api.registerBook.print({ commandId, year, volume, printer }, { signal: own.signal })) {
        const ended = told.phase === 'done' || told.phase === 'stopped' ? told.phase : null;
        setPrinting((now) => ({ ...begun, phase: ended ?? (now?.phase === 'stopping' ? 'stopping' : 'running'), told }));
      }
    } catch (error) {
      if (own.signal.aborted) return;
      setPrinting(null);
      setBroken(failureOf(error));
    } finally {
      void queries.invalidateQueries({ queryKey: ['registerBook'] });
    }
  };

  const printPages = async ({ year, volume }: RegisterBook, printer: string | null, range: PageRange): Promise<void> => {
    setBroken(null);
    setPrinting(null);
    try {
      const printed = await api.registerBook.printPages({ commandId: newCommandId(), year, volume, printer, ...range });
      setSingle({ volume: volumeName({ year, volume }), range, printed });
    } catch (error) {
      setBroken(failureOf(error));
    }
  };

  const stop = async (commandId: string): Promise<void> => {
    setPrinting((now) => (now === null ? null : { ...now, phase: 'stopping' }));
    try {
      await api.registerBook.stop({ commandId });
    } catch (error) {
      setBroken(failureOf(error));
    }
  };

  return {
    volumes: list.data?.toSorted((a, b) => b.year - a.year || b.volume.localeCompare(a.volume)) ?? null,
    printing,
    single,
    failure:
      broken ?? (list.error === null ? faultOf(printing?.told.queueFault ?? single?.printed.queueFault ?? null) : failureOf(list.error)),
    print: (book, printer, commandId = newCommandId()) => {
      if (!isRunning(printing)) void print(book, printer, commandId);
    },
    printPages: (book, printer, range) => {
      if (!isRunning(printing)) void printPages(book, printer, range);
    },
    stop: () => {
      if (printing?.phase === 'running') void stop(printing.commandId);
    },
    clear: () => {
      setBroken(null);
      if (isRunning(printing)) return;
      setPrinting(null);
      setSingle(null);
    },
  };
}

/** The book is kept, the printer did not take it. */
function faultOf(code: string | null): CallFailure | null {
  return isErrorCode(code) ? { code, params: { printer: '' }, reference: undefined, retry: 'later' } : null;
}
