import { useQueryClient } from '@tanstack/react-query';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { useApi } from '../../bridge/index.ts';
import { shortCode } from '../../ui/format.ts';
import { useSaying } from '../frame/say.ts';
import { type Accepting, createAccepting } from './accepting.ts';
import type { ReceptionStore } from './reception-store.ts';

/** F9's work on the desk of `store`, with the words and the caches of this page. */
export function useAccept(store: ReceptionStore): Accepting {
  const api = useApi();
  const queries = useQueryClient();
  const { t } = useTranslation();
  return useMemo(
    () =>
      createAccepting({
        api,
        store,
        onChanged: () => {
          void queries.invalidateQueries({ queryKey: ['dossier'] });
        },
        undoWords: ({ dossierCode }) => t('reception.undo.accepted', { code: shortCode(dossierCode) }),
        onTakenBack: ({ dossierCode }) => {
          useSaying.getState().say(t('reception.undo.voided', { code: shortCode(dossierCode) }));
        },
      }),
    [api, store, queries, t],
  );
}
