/** Lines of the list, fetched by pages as they come into view. The newest query wins; the old lines stay until its first page is here. */
import { keepPreviousData, useQueries, useQuery } from '@tanstack/react-query';
import type { DossierCounts, DossierPage, DossierRow, ListTab } from '#shared/contract/dossier.ts';
import { type CounterApi, useApi } from '../../../bridge/index.ts';
import { dossierKey } from '../dossier-key.ts';
import { pageOffsets, pageSize } from './windows.ts';

export type ListRows = {
  /** The line at `index`; undefined while its page is on its way. */
  readonly rowAt: (index: number) => DossierRow | undefined;
  /** How many lines the tab has. Until they are counted, as many as are known to be there. */
  readonly total: number;
  readonly counts: DossierCounts | undefined;
  /** How it was found when the words as typed found nothing. */
  readonly loosely: DossierPage['loosely'];
  /** Nothing has ever arrived: the first paint. */
  readonly first: boolean;
  /** The lines shown are still those of the query before. */
  readonly stale: boolean;
  readonly error: unknown;
};

const pageQuery = (api: CounterApi, text: string, tab: ListTab, offset: number) => ({
  queryKey: [...dossierKey, 'find', text, tab, offset],
  queryFn: ({ signal }: { signal: AbortSignal }) => api.dossier.find({ text, tab, offset, limit: pageSize }, { signal }),
});

/** `view` is the first and the last line on screen; their pages and the first page are held. */
export function useListRows(text: string, tab: ListTab, [first, last]: readonly [number, number]): ListRows {
  const api = useApi();
  const head = useQuery({ ...pageQuery(api, text, tab, 0), placeholderData: keepPreviousData });
  const counted = useQuery({
    queryKey: [...dossierKey, 'count', text],
    queryFn: ({ signal }) => api.dossier.count({ text }, { signal }),
    enabled: head.isSuccess && !head.isPlaceholderData,
    placeholderData: keepPreviousData,
  });
  const stale = head.isPlaceholderData;
  const known = head.data?.rows.length ?? 0;
  const counts = counted.isPlaceholderData ? undefined : counted.data?.tabs[tab];
  const total = known < pageSize ? known : Math.max(known, counts ?? known);
  const wanted = stale ? [] : pageOffsets(first, last, total).filter((offset) => offset > 0);
  const rest = useQueries({ queries: wanted.map((offset) => pageQuery(api, text, tab, offset)) });
  const pages = new Map([[0, head.data?.rows], ...wanted.map((offset, index) => [offset, rest[index]?.data?.rows] as const)]);
  return {
    rowAt: (index) => pages.get(index - (index % pageSize))?.[index % pageSize],
    total,
    counts: counted.data,
    loosely: head.data?.loosely ?? null,
    first: head.isPending,
    stale,
    error: head.error ?? rest.find(({ error }) => error !== null)?.error ?? counted.error,
  };
}
