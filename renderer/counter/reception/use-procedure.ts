import { useQuery } from '@tanstack/react-query';
import type { Procedure } from '#shared/domain/catalogue/procedure.ts';
import { type CounterApi, useApi } from '../../bridge/index.ts';

/** The chosen procedure's version; undefined until it is here, or when the code is in force no longer. */
export function useProcedure(procedureCode: string | null): Procedure | undefined {
  const api = useApi();
  const query = useQuery({ ...procedureQuery(api, procedureCode ?? ''), enabled: procedureCode !== null });
  return query.data;
}

/** A version of the catalogue never changes: read once. */
export function procedureQuery(api: CounterApi, procedureCode: string) {
  return {
    queryKey: ['procedure', procedureCode],
    queryFn: () => api.reception.procedure({ procedureCode }),
    staleTime: Number.POSITIVE_INFINITY,
  };
}
