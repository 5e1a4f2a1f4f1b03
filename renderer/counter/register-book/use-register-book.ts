/** The volumes, and one printing at a time: read, typeset and queued part by part, told as it goes. */
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { type Dispatch, type SetStateAction, useEffect, useRef, useState } from 'react';
import type { PageRange, PagesPrinted, RegisterBook, RegisterPrinting } from '#shared/contract/register-book.ts';
import { type CallFailure, failureOf, newCommandId, useApi } from '../../bridge/index.ts';
import { queueFailure } from '../../ui/paper/queue-failure.ts';
import { useAttempt } from '../../ui/use-attempt.ts';

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

const booksKey = ['registerBook'] as const;

export const volumeName = ({ year, volume }: Pick<RegisterBook, 'year' | 'volume'>): string => `${String(year)}/${volume}`;
export const isRunning = (printing: BookPrinting | null): boolean => printing?.phase === 'running' || printing?.phase === 'stopping';

export function useRegisterBook(): RegisterBookJob {
  const api = useApi();
  const list = useQuery({ queryKey: booksKey, queryFn: ({ signal }) => api.registerBook.volumes(undefined, { signal }) });
  const { work, ...calls } = useBookWork();
  const { printing, single, broken } = work;
  const unread = list.error === null ? null : failureOf(list.error);
  return {
    ...calls,
    volumes: list.data?.toSorted((a, b) => b.year - a.year || b.volume.localeCompare(a.volume)) ?? null,
    printing,
    single,
    failure: broken ?? unread ?? queueFailure(printing?.told.queueFault ?? single?.printed.queueFault ?? null),
  };
}

type BookWork = {
  readonly printing: BookPrinting | null;
  readonly single: SinglePages | null;
  readonly broken: CallFailure | null;
};
const noWork: BookWork = { printing: null, single: null, broken: null };

type BookCalls = Pick<RegisterBookJob, 'print' | 'printPages' | 'stop' | 'clear'>;

function useBookWork(): BookCalls & { readonly work: BookWork } {
  const api = useApi();
  const [work, setWork] = useState(noWork);
  const change = (to: Partial<BookWork>) => {
    setWork((now) => ({ ...now, ...to }));
  };
  const follow = useBookStream(setWork);
  const pages = useAttempt();
  const running = isRunning(work.printing);
  return {
    work: { ...work, broken: work.broken ?? pages.failure },
    print: (book, printer, commandId = newCommandId()) => {
      if (running) return;
      pages.dismiss();
      void follow(book, printer, commandId);
    },
    printPages: ({ year, volume }, printer, range) => {
      if (running || pages.busy) return;
      change({ broken: null, printing: null });
      pages.run(async () => {
        const printed = await api.registerBook.printPages({ commandId: newCommandId(), year, volume, printer, ...range });
        change({ single: { volume: volumeName({ year, volume }), range, printed } });
      });
    },
    stop: () => {
      const { printing } = work;
      if (printing?.phase !== 'running') return;
      change({ printing: { ...printing, phase: 'stopping' } });
      api.registerBook.stop({ commandId: printing.commandId }).catch((error: unknown) => {
        change({ broken: failureOf(error) });
      });
    },
    clear: () => {
      pages.dismiss();
      setWork((now) => (isRunning(now.printing) ? { ...now, broken: null } : noWork));
    },
  };
}

const begun: RegisterPrinting = { phase: 'reading', done: 0, total: 0, pages: 0, sent: 0, unsure: [], queueFault: null };

/** Prints a volume and tells how far it is; a screen that is left hears no more of it. */
function useBookStream(setWork: Dispatch<SetStateAction<BookWork>>) {
  const api = useApi();
  const queries = useQueryClient();
  const listening = useRef<AbortController | null>(null);
  useEffect(
    () => () => {
      listening.current?.abort();
    },
    [],
  );
  return async ({ year, volume }: RegisterBook, printer: string | null, commandId: string): Promise<void> => {
    const own = new AbortController();
    listening.current = own;
    const first: BookPrinting = {
      volume: volumeName({ year, volume }),
      commandId,
      startedMs: performance.now(),
      phase: 'running',
      told: begun,
    };
    setWork({ ...noWork, printing: first });
    try {
      for await (const told of await api.registerBook.print({ commandId, year, volume, printer }, { signal: own.signal }))
        setWork((now) => ({ ...now, printing: heard(now.printing ?? first, told) }));
    } catch (error) {
      if (!own.signal.aborted) setWork({ ...noWork, broken: failureOf(error) });
    } finally {
      void queries.invalidateQueries({ queryKey: booksKey });
    }
  };
}

/** A print that was asked to stop goes on stopping until the app says how it ended. */
function heard(before: BookPrinting, told: RegisterPrinting): BookPrinting {
  return { ...before, told, phase: told.phase === 'done' || told.phase === 'stopped' ? told.phase : before.phase };
}
