import { useDebouncedValue } from '@mantine/hooks';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import type { ProcedureRow } from '#shared/contract/reception.ts';
import { useApi } from '../../bridge/index.ts';

const restMs = 40;
const limit = 8;

export type ProcedureSearch = {
  /** Those of the text before until the present text's are here. */
  readonly rows: readonly ProcedureRow[];
  /** The rows are not yet those of `typed`. */
  readonly waits: boolean;
  /** Looked for, and there is none. */
  readonly none: boolean;
};

/** Procedures with `typed` in their name or code; null searches nothing. */
export function useProcedureSearch(typed: string | null): ProcedureSearch {
  const api = useApi();
  const [text] = useDebouncedValue(typed ?? '', restMs);
  const found = useQuery({
    queryKey: ['procedures', text],
    queryFn: ({ signal }) => api.reception.procedures({ text, limit }, { signal }),
    enabled: typed !== null,
    placeholderData: keepPreviousData,
  });
  const rows = found.data ?? [];
  return { rows, waits: text !== (typed ?? '') || found.isPending || found.isPlaceholderData, none: found.isSuccess && rows.length === 0 };
}
