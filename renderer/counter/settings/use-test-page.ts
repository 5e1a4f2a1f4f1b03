/** A printer's test page: handed over once, then followed as long as the system can still say where it is. */
import { useMutation, useQuery } from '@tanstack/react-query';
import type { PrintJobState } from '#shared/contract/paper.ts';
import type { TestPageLayout } from '#shared/forms/test-page.ts';
import { type CallFailure, failureOf, newCommandId, useApi } from '../../bridge/index.ts';

const lookEveryMs = 1000;
/** Long enough for a laser printer that has to warm up; a stopped one has been told by then. */
const lookTimes = 60;

export type TestPage = { readonly printer: string | null; readonly layout: TestPageLayout };

/** `sending`: on its way to the system; `missing`, `silent`: no printer has it; else where the system holds it. */
export type TestState = 'sending' | 'missing' | 'silent' | PrintJobState;

export type TestPageJob = {
  readonly busy: boolean;
  /** Null before the first test. `printer` empty: the system's own, which is not there. */
  readonly told: { readonly state: TestState; readonly printer: string } | null;
  readonly failure: CallFailure | null;
  readonly print: (page: TestPage) => void;
};

export function useTestPage(): TestPageJob {
  const api = useApi();
  const sent = useMutation({
    mutationFn: async (asked: TestPage & { readonly commandId: string }) => api.paper.test(asked),
  });
  const commandId = sent.variables?.commandId ?? '';
  const isQueued = sent.data?.queueFault === null;
  const followed = useQuery({
    queryKey: ['paper', 'test', commandId],
    queryFn: ({ signal }) => api.paper.testState({ commandId }, { signal }),
    enabled: isQueued,
    gcTime: 0,
    refetchInterval: ({ state }) =>
      state.dataUpdateCount < lookTimes && (state.data?.state === 'waiting' || state.data?.state === 'printing') ? lookEveryMs : false,
  });
  const failed = sent.error ?? followed.error;
  return {
    busy: sent.isPending,
    told:
      sent.isPending || sent.data !== undefined
        ? { state: stateOf(sent.data, followed.data?.state), printer: sent.data?.printer ?? sent.variables?.printer ?? '' }
        : null,
    failure: failed === null ? null : failureOf(failed),
    print: (page) => {
      if (!sent.isPending) sent.mutate({ ...page, commandId: newCommandId() });
    },
  };
}

function stateOf(sent: { readonly queueFault: string | null } | undefined, followed: PrintJobState | undefined): TestState {
  if (sent === undefined) return 'sending';
  if (sent.queueFault !== null) return sent.queueFault === 'printer-missing' ? 'missing' : 'silent';
  return followed ?? 'sending';
}
