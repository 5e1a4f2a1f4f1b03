/** Days with outages, the one looked at, and the certificate of it. */
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import type { OutageDay, OutageDayLine } from '#shared/contract/outage.ts';
import { isErrorCode } from '../../bridge/failure.ts';
import { type CallFailure, failureOf, newCommandId, useApi } from '../../bridge/index.ts';
import { useDebounced } from '../../ui/use-debounced.ts';
import { keptTyping } from '../frame/kept-typing.ts';

export const outageKey = ['outage'] as const;
/** A reason is shown on the paper when the hand rests. */
const reasonRestMs = 300;
const useReasonTyping = keptTyping('', (reason) => reason.trim() !== '');

export type OutageJob = {
  /** Null until read. */
  readonly days: readonly OutageDayLine[] | null;
  /** Null while it is read and where there is none. */
  readonly day: OutageDay | null;
  readonly pages: readonly string[];
  /** 1 until one was printed; then a reason is needed. */
  readonly copyNo: number;
  readonly reason: string;
  readonly busy: boolean;
  readonly failure: CallFailure | null;
  readonly write: (reason: string) => void;
  readonly print: () => void;
  readonly refresh: () => void;
  readonly dismiss: () => void;
};

/** `date` null: nothing is chosen, the last day with an outage is shown. */
export function useOutages(date: string | null): OutageJob {
  const api = useApi();
  const queries = useQueryClient();
  const days = useQuery({ queryKey: [...outageKey, 'days'], queryFn: ({ signal }) => api.outage.days(undefined, { signal }) });
  const shown = date ?? days.data?.[0]?.date ?? null;
  const { typed: reason, put, forget } = useReasonTyping(shown ?? '');
  const told = useDebounced(reason, reasonRestMs).trim();
  const day = useQuery({
    queryKey: [...outageKey, 'day', shown],
    queryFn: ({ signal }) => api.outage.day({ date: shown ?? '' }, { signal }),
    placeholderData: (before) => before,
    enabled: shown !== null,
  });
  const has = day.data !== undefined && day.data.date === shown && day.data.outages.length > 0;
  const paper = useQuery({
    queryKey: [...outageKey, 'paper', shown, told, day.data?.printed.length],
    queryFn: ({ signal }) => api.outage.preview({ date: shown ?? '', reason: told === '' ? null : told }, { signal }),
    placeholderData: (before) => before,
    enabled: has,
  });
  const refresh = () => queries.invalidateQueries({ queryKey: outageKey });
  const printed = useMutation({
    mutationFn: async (commandId: string) => {
      const done = await api.outage.print({ commandId, date: shown ?? '', reason: reason.trim() === '' ? null : reason.trim() });
      // Of this day, also where another is looked at by now.
      forget();
      return done;
    },
    onSettled: refresh,
  });
  const failed = printed.error ?? paper.error ?? day.error ?? days.error;
  const fault = printed.data?.queueFault ?? null;
  return {
    days: days.data ?? null,
    day: day.data ?? null,
    pages: has ? (paper.data?.pages ?? []) : [],
    copyNo: (day.data?.printed.length ?? 0) + 1,
    reason,
    busy: printed.isPending,
    failure: failed === null ? faultOf(fault) : failureOf(failed),
    write: (text) => {
      put(() => text);
    },
    print: () => {
      if (!printed.isPending && has) printed.mutate(newCommandId());
    },
    refresh: () => {
      void refresh();
    },
    dismiss: () => {
      printed.reset();
    },
  };
}

/** The certificate is kept, the printer did not take it. */
function faultOf(code: string | null): CallFailure | null {
  return isErrorCode(code) ? { code, params: { printer: '' }, reference: undefined, retry: 'later' } : null;
}
