import { useQuery } from '@tanstack/react-query';
import type { DraftRow } from '#shared/contract/reception.ts';
import { words } from '#shared/domain/text/fold.ts';
import { useApi } from '../../../bridge/index.ts';
import { useMay } from '../../frame/desk.ts';

export type ListedDrafts = {
  /** Those in which every word of the query begins a word; undefined for people who take no dossiers in. */
  readonly drafts: readonly DraftRow[] | undefined;
  readonly error: Error | null;
};

export function useDrafts(query: string): ListedDrafts {
  const api = useApi();
  const may = useMay('dossier.accept');
  const { data, error } = useQuery({
    queryKey: ['draft', 'list'],
    queryFn: ({ signal }) => api.draft.list(undefined, { signal }),
    enabled: may,
  });
  if (!may) return { drafts: undefined, error: null };
  const asked = words(query);
  const drafts = (data ?? []).filter((draft) => {
    const has = words([draft.ownerName, draft.data?.fullName, draft.data?.queueLabel, draft.data?.procedureCode].join(' '));
    return asked.every((part) => has.some((word) => word.startsWith(part)));
  });
  return { drafts, error };
}
