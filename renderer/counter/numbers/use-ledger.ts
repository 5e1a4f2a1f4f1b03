/** The gap ledger of one year, read while the person waits; another year begins anew. */
import { useQuery } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import type { GapLedger } from '#shared/contract/numbers.ts';
import { type CallFailure, failureOf, useApi } from '../../bridge/index.ts';
import { useToday } from '../frame/desk.ts';

export type LedgerJob = {
  readonly years: readonly number[];
  readonly year: number;
  readonly choose: (year: number) => void;
  /** Dossiers read so far. */
  readonly done: number;
  /** Null while it is read. */
  readonly ledger: GapLedger | null;
  readonly failure: CallFailure | null;
  readonly again: () => void;
};

type Read = { readonly done: number; readonly ledger: GapLedger | null; readonly failure: CallFailure | null };
const nothing: Read = { done: 0, ledger: null, failure: null };

export function useLedger(): LedgerJob {
  const api = useApi();
  const thisYear = Number(useToday().slice(0, 4));
  const years = useQuery({ queryKey: ['numbers', 'years'], queryFn: ({ signal }) => api.numbers.years(undefined, { signal }) });
  const [chosen, setChosen] = useState<number | null>(null);
  const [asked, setAsked] = useState(0);
  const [read, setRead] = useState(nothing);
  const year = chosen ?? thisYear;
  // oxlint-disable-next-line react/exhaustive-deps -- `asked`: read once more
  useEffect(() => {
    const own = new AbortController();
    const follow = async (): Promise<void> => {
      setRead(nothing);
      try {
        for await (const told of await api.numbers.gaps({ year }, { signal: own.signal })) setRead({ ...told, failure: null });
      } catch (error) {
        if (!own.signal.aborted) setRead({ ...nothing, failure: failureOf(error) });
      }
    };
    void follow();
    return () => {
      own.abort();
    };
  }, [api, year, asked]);
  return {
    years: years.data ?? [thisYear],
    year,
    choose: setChosen,
    ...read,
    failure: read.failure ?? (years.error === null ? null : failureOf(years.error)),
    again: () => {
      void years.refetch();
      setAsked((before) => before + 1);
    },
  };
}
