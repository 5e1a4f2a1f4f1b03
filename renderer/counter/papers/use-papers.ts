/** Months of papers that something is wrong with, and their mending. */
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import type { PapersFault } from '#shared/contract/triage.ts';
import { type CallFailure, type CounterApi, failureOf, useApi } from '../../bridge/index.ts';

const papersKey = ['office', 'backup', 'papers'] as const;

export type PapersMended = Pick<Awaited<ReturnType<CounterApi['backup']['mendPapers']>>, 'papers' | 'lost'> & { readonly month: string };

export type PapersJob = {
  /** Null until read. */
  readonly faults: readonly PapersFault[] | null;
  /** The month that is being mended. */
  readonly mending: string | null;
  /** What was mended here just now. */
  readonly mended: PapersMended | null;
  readonly failure: CallFailure | null;
  readonly mend: (month: string) => void;
  readonly dismiss: () => void;
};

export function usePapers(): PapersJob {
  const api = useApi();
  const queries = useQueryClient();
  const status = useQuery({
    queryKey: papersKey,
    queryFn: async ({ signal }) => (await api.backup.status(undefined, { signal })).papers,
  });
  const mending = useMutation({
    mutationFn: async (month: string) => ({ month, ...(await api.backup.mendPapers({ month })) }),
    onSuccess: ({ status: { papers } }) => {
      queries.setQueryData(papersKey, papers);
    },
  });
  const failed = mending.error ?? status.error;
  return {
    faults: status.data ?? null,
    mending: mending.isPending ? mending.variables : null,
    mended: mending.data ?? null,
    failure: failed === null ? null : failureOf(failed),
    mend: mending.mutate,
    dismiss: mending.reset,
  };
}
