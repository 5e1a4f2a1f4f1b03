/** The desk's state as the app tells it, read again after every new line, sign-in and lock. */
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useCallback, useEffect, useRef } from 'react';
import type { DeskState, Settings } from '#shared/contract/office.ts';
import { type CallFailure, failureOf, useApi } from '../../bridge/index.ts';
import { useNavigation } from './navigation.ts';
import { useKeeper, useLineState } from './line-state.ts';

export type DeskView = {
  /** Null until the first answer. Kept while a lost line is opened again. */
  readonly state: DeskState | null;
  readonly readAtMs: number;
  readonly failure: CallFailure | null;
  readonly settings: Settings | null;
  readonly read: () => void;
};

export function useDeskState(): DeskView {
  const api = useApi();
  const keeper = useKeeper();
  const queries = useQueryClient();
  const { generation } = useLineState();
  const desk = useQuery({
    queryKey: ['desk', generation],
    queryFn: async () => ({ state: await api.office.state(), readAtMs: performance.now() }),
    placeholderData: (before) => before,
    gcTime: 0,
  });
  const state = desk.data?.state ?? null;
  const personId = state?.phase === 'signed-in' && !desk.isPlaceholderData ? state.person.personId : null;
  const mayAccept = state?.phase === 'signed-in' && state.person.permissions.includes('dossier.accept');
  const lastPersonId = useRef<string | null>(null);
  const readAtMs = desk.data?.readAtMs ?? 0;

  useEffect(() => {
    // `readAtMs`: the state was read anew, on this line.
    if (personId === null || readAtMs === 0) return;
    if (lastPersonId.current !== null && lastPersonId.current !== personId) {
      // Another person: what the one before had asked for is not done in the new name, nor shown.
      keeper.forget();
      queries.removeQueries({ predicate: ({ queryKey }) => queryKey[0] !== 'desk' });
      // Nobody is asked: what they themselves left unsaved here is kept for them.
      useNavigation.getState().move({ screen: 'reception' });
    }
    const { place, move } = useNavigation.getState();
    if (place.screen === 'reception' && !mayAccept) move({ screen: 'dossiers' });
    lastPersonId.current = personId;
    keeper.release();
  }, [personId, readAtMs, mayAccept, keeper, queries]);

  const settings = useQuery({
    queryKey: ['desk', 'settings', personId, generation],
    queryFn: () => api.office.settings(),
    enabled: personId !== null,
  });
  const { refetch } = desk;
  const read = useCallback(() => {
    void refetch();
  }, [refetch]);
  return { state, readAtMs, failure: desk.error === null ? null : failureOf(desk.error), settings: settings.data ?? null, read };
}
