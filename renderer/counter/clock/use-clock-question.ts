/** The one question about the machine's clock: what is suggested, what is typed instead, and what speaks against it. */
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import type { ClockState } from '#shared/contract/clock.ts';
import { type CallFailure, failureOf, newCommandId, useApi } from '../../bridge/index.ts';
import { officeTime } from '../../ui/format.ts';
import { readDate } from '../../ui/read-date.ts';
import { readClock } from '../reception/local-time.ts';

/** Days of the clock are refused by the app, which knows what it can believe; here any day can be typed. */
export const latestDay = '2099-12-31';

export type ClockEntry = { readonly time: string; readonly date: string };
export type ClockQuestionView = {
  readonly state: ClockState | undefined;
  readonly readAtMs: number;
  readonly entry: ClockEntry;
  readonly put: (change: Partial<ClockEntry>) => void;
  /** The field that could not be read when Enter was pressed. */
  readonly unread: 'time' | 'date' | null;
  readonly failure: CallFailure | null;
  readonly busy: boolean;
  readonly confirm: () => Promise<void>;
};

type Asked = { readonly state: ClockState; readonly readAtMs: number };

/** `key` is another one when the question may have changed, `known` what is known of it already. `onAnswered`: the office's time is agreed on. */
export function useClockQuestion(key: number, known: Asked | null, onAnswered: () => void): ClockQuestionView {
  const api = useApi();
  const queries = useQueryClient();
  const { data: asked } = useQuery({
    queryKey: ['clock', key],
    queryFn: async (): Promise<Asked> => ({ state: await api.clock.state(), readAtMs: performance.now() }),
    gcTime: 0,
    ...(known === null ? {} : { initialData: known, staleTime: Infinity }),
  });
  const [entry, setEntry] = useState<ClockEntry>({ time: '', date: '' });
  const [commandId, setCommandId] = useState(newCommandId);
  const [unread, setUnread] = useState<'time' | 'date' | null>(null);
  const [failure, setFailure] = useState<CallFailure | null>(null);
  const [busy, setBusy] = useState(false);

  const confirm = async (): Promise<void> => {
    if (asked === undefined || busy) return;
    const read = readEntry(entry, asked.state);
    if (read.kind === 'unread') {
      setUnread(read.field);
      return;
    }
    setBusy(true);
    try {
      const again = failure?.code === 'clock-time-doubtful';
      await api.clock.confirm({ commandId, trueAt: read.trueAt, again });
      await queries.invalidateQueries();
      onAnswered();
    } catch (error) {
      setCommandId(newCommandId());
      setFailure(failureOf(error));
    } finally {
      setBusy(false);
    }
  };

  return {
    state: asked?.state,
    readAtMs: asked?.readAtMs ?? 0,
    entry,
    put: (change) => {
      setEntry((now) => ({ ...now, ...change }));
      setUnread(null);
      setFailure(null);
    },
    unread,
    failure,
    busy,
    confirm,
  };
}

type Read = { readonly kind: 'read'; readonly trueAt: string | null } | { readonly kind: 'unread'; readonly field: 'time' | 'date' };

/** Nothing typed takes the suggestion. A time alone is of the suggested day; without one the day is needed as well. */
export function readEntry({ time, date }: ClockEntry, { now, question }: ClockState): Read {
  const suggestedAt = question === null ? now : question.suggestedAt;
  const suggested = suggestedAt === null ? null : officeTime(suggestedAt);
  if (time.trim() === '' && date.trim() === '' && suggested !== null) return { kind: 'read', trueAt: null };
  const clock = time.trim() === '' ? undefined : readClock(time);
  if (clock === undefined) return { kind: 'unread', field: 'time' };
  const day = date.trim() === '' ? (suggested?.slice(0, 10) ?? null) : readDate(date, latestDay, false);
  return day === null ? { kind: 'unread', field: 'date' } : { kind: 'read', trueAt: `${day}T${clock}` };
}
