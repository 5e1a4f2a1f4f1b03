import { useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import type { DraftDocument } from '#shared/contract/reception.ts';
import { useKeys } from '../../ui/keys/KeyLayer.tsx';
import { useReception, useReceptionStore } from './reception-store.ts';
import { tickAll } from './tick-all.ts';

/** Ctrl+D and F5; F9 is its button's, F2 the frame's. */
export function useReceptionKeys(documents: readonly DraftDocument[], save: () => void): void {
  const { t } = useTranslation();
  const queries = useQueryClient();
  const store = useReceptionStore();
  const editing = useReception((state) => state.stage.kind === 'form');
  const tick = () => {
    tickAll(store, t);
    save();
  };
  useKeys([
    {
      combo: 'Ctrl+D',
      label: t('reception.keys.tickAll'),
      run: editing && documents.length > 0 ? tick : undefined,
      why: t('reception.why.noDocuments'),
      inBar: documents.length > 0,
    },
    {
      combo: 'F5',
      label: t('reception.keys.refresh'),
      run: () => {
        void queries.invalidateQueries({ queryKey: ['reception'] });
      },
      inBar: false,
    },
  ]);
}
