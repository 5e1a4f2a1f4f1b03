/** The slip on the desk, as it would be printed now, and its printing. */
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import type { DaySlipLayout } from '#shared/forms/day-slip.ts';
import { type CallFailure, failureOf, newCommandId, useApi } from '../../bridge/index.ts';
import { queueFailure } from '../../ui/paper/queue-failure.ts';
import { dayKey, type DayEnd } from './use-day-end.ts';

export type SlipJob = {
  readonly layout: DaySlipLayout;
  readonly pages: readonly string[];
  /** 1 until it was printed. */
  readonly copyNo: number;
  readonly busy: boolean;
  readonly failure: CallFailure | null;
  readonly put: (layout: DaySlipLayout) => void;
  readonly print: () => void;
  readonly dismiss: () => void;
};

export function useSlip(day: DayEnd | null): SlipJob {
  const api = useApi();
  const queries = useQueryClient();
  const [layout, put] = useState<DaySlipLayout>('a5');
  const shown = useQuery({
    queryKey: [...dayKey, 'slip', layout, day?.phase, day?.review.closed, day?.review.cash],
    queryFn: ({ signal }) => api.dayEnd.slip({ layout }, { signal }),
    placeholderData: (before) => before,
    enabled: day !== null,
  });
  const printed = useMutation({
    mutationFn: (commandId: string) => api.dayEnd.print({ commandId, layout }),
    onSettled: () => queries.invalidateQueries({ queryKey: dayKey }),
  });
  const failed = printed.error ?? shown.error;
  return {
    layout,
    pages: shown.data?.pages ?? [],
    copyNo: shown.data?.copyNo ?? 1,
    busy: printed.isPending,
    failure: failed === null ? queueFailure(printed.data?.queueFault ?? null) : failureOf(failed),
    put,
    print: () => {
      if (!printed.isPending) printed.mutate(newCommandId());
    },
    dismiss: () => {
      printed.reset();
    },
  };
}
