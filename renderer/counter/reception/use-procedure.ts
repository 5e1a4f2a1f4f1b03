import { useQuery } from '@tanstack/react-query';
import type { Procedure } from '#shared/domain/catalogue/procedure.ts';
import { useApi } from '../../bridge/index.ts';

/** The chosen procedure's version; undefined until it is here, or when the code is in force no longer. */
export function useProcedure(procedureCode: string | null): Procedure | undefined {
  const api = useApi();
  const query = useQuery({
    queryKey: ['procedure', procedureCode],
    queryFn: ({ signal }) => api.reception.procedure({ procedureCode: procedureCode ?? '' }, { signal }),
    enabled: procedureCode !== null,
    staleTime: Number.POSITIVE_INFINITY,
  });
  return query.data;
}
