/** A person's number, masked until somebody asks for it; asking is an act on the dossier (Luật 91/2025/QH15). */
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { failureOf, newCommandId, useApi } from '../../bridge/index.ts';
import { failureWords } from '../../ui/bars/failure-words.ts';
import { detailQuery } from './detail-query.ts';

export type MaskedNumberProps = { readonly dossierId: string; readonly what: 'personalId' | 'phone'; readonly masked: string };

export function MaskedNumber({ dossierId, what, masked }: MaskedNumberProps) {
  const { t } = useTranslation();
  const api = useApi();
  const [commandId] = useState(newCommandId);
  const queries = useQueryClient();
  const reveal = useMutation({
    mutationFn: () => api.dossier.reveal({ dossierId, commandId, what }),
    // The asking stands in the dossier's course from now on.
    onSuccess: () => {
      void queries.invalidateQueries({ queryKey: detailQuery(api, dossierId).queryKey });
    },
  });
  const refused = reveal.error === null ? null : failureWords(failureOf(reveal.error), t);
  return (
    <>
      <span className="mc-nowrap">{reveal.data?.value ?? masked}</span>{' '}
      {reveal.isSuccess ? null : (
        <button
          type="button"
          className="mc-link mc-reveal"
          onClick={() => {
            reveal.mutate();
          }}
          disabled={reveal.isPending}
          aria-label={t(`dossier.reveal.${what}`)}
        >
          {t('dossier.reveal.show')}
        </button>
      )}
      {refused === null ? null : (
        <span role="alert" className="mc-field-error">
          {refused.title} {refused.action}
        </span>
      )}
    </>
  );
}
