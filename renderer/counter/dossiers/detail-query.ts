import type { CounterApi } from '../../bridge/index.ts';
import { dossierKey } from './dossier-key.ts';

/** One dossier in full, shared by the peek and the page. */
export function detailQuery(api: CounterApi, dossierId: string) {
  return {
    queryKey: [...dossierKey, 'get', dossierId],
    queryFn: ({ signal }: { signal: AbortSignal }) => api.dossier.get({ dossierId }, { signal }),
  };
}
