/** The question for the last code on paper, and its answer. */
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { type CallFailure, failureOf, useApi } from '../../bridge/index.ts';
import { keptTyping } from '../frame/kept-typing.ts';

const backupKey = ['office', 'backup', 'numbers'] as const;

type LastCodeForm = { readonly typed: string; readonly unsure: boolean };

export type LastCodeJob = {
  /** Null until read. */
  readonly fromReserve: boolean | null;
  /** Nobody has answered yet. */
  readonly asks: boolean;
  readonly form: LastCodeForm;
  readonly busy: boolean;
  /** What was answered here just now. */
  readonly answered: 'after' | 'reserve' | null;
  readonly failure: CallFailure | null;
  readonly change: (to: Partial<LastCodeForm>) => void;
  /** False when the code is not typed yet. */
  readonly answer: () => boolean;
  readonly dismiss: () => void;
};

const useCodeTyping = keptTyping<LastCodeForm>({ typed: '', unsure: false }, ({ typed }) => typed.trim() !== '');

export function useLastCode(): LastCodeJob {
  const api = useApi();
  const queries = useQueryClient();
  const status = useQuery({ queryKey: backupKey, queryFn: ({ signal }) => api.backup.status(undefined, { signal }) });
  const { typed: form, put, forget } = useCodeTyping();
  const telling = useMutation({
    mutationFn: async ({ typed, unsure }: LastCodeForm) => {
      const told = unsure ? await api.backup.takeReserve() : await api.backup.tellLastCode({ lastCode: typed });
      return { told, answered: unsure ? ('reserve' as const) : ('after' as const) };
    },
    onSuccess: ({ told }) => {
      queries.setQueryData(backupKey, told);
      forget();
    },
  });
  const failed = telling.error ?? status.error;
  const isReserve = status.data === undefined ? null : status.data.numbersFromReserve || status.data.asksLastCode;
  return {
    fromReserve: isReserve,
    asks: status.data?.asksLastCode === true,
    form,
    busy: telling.isPending,
    answered: telling.data?.answered ?? null,
    failure: failed === null ? null : failureOf(failed),
    change: (to) => {
      put((before) => ({ ...before, ...to }));
    },
    answer: () => {
      if (!form.unsure && form.typed.trim() === '') return false;
      telling.mutate(form);
      return true;
    },
    dismiss: telling.reset,
  };
}
