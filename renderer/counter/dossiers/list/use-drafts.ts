import { useQuery } from '@tanstack/react-query';
import type { DraftRow } from '#shared/contract/reception.ts';
import { words } from '#shared/domain/text/fold.ts';
import { useApi } from '../../../bridge/index.ts';
import { useMay } from '../../frame/desk.ts';

/** Drafts in which every word of `query` begins a word; undefined for people who take no dossiers in. */
export function useDrafts(query: string): readonly DraftRow[] | undefined {
  const api = useApi();
  const may = useMay('dossier.accept');
  const { data } = useQuery({ queryKey: ['draft', 'list'], queryFn: ({ signal }) => api.draft.list(undefined, { signal }), enabled: may });
  if (!may) return undefined;
  const asked = words(query);
  return (data ?? []).filter((draft) => {
    const has = words([draft.ownerName, draft.data?.fullName, draft.data?.queueLabel, draft.data?.procedureCode].join(' '));
    return asked.every((part) => has.some((word) => word.startsWith(part)));
  });
}
