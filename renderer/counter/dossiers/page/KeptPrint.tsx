/** The paper as it was archived, byte for byte: fetched from the server when another counter printed it, and saved where the person wants it. */
import { useMutation } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { failureOf, useApi } from '../../../bridge/index.ts';
import { failureWords } from '../../../ui/bars/failure-words.ts';
import { useDesk } from '../../frame/desk.ts';
import { gather, saveAs } from '../../sync/pieces.ts';
import { faultWords } from '../../sync/sync-words.ts';

/** On a small screen the panel scrolls: what went wrong must not stand below its edge. */
const intoView = (element: HTMLElement | null): void => {
  element?.scrollIntoView({ block: 'nearest' });
};

type KeptPrintProps = { readonly printActId: string; readonly form: string; readonly fileName: string };

export function KeptPrint({ printActId, form, fileName }: KeptPrintProps) {
  const { t } = useTranslation();
  const { unit } = useDesk();
  const api = useApi();
  const saved = useMutation({
    mutationFn: async () => {
      const { fault } = await api.archive.bring({ printActId });
      if (fault !== null) return fault;
      saveAs(
        fileName,
        await gather(
          (offset) => api.archive.piece({ printActId, offset }),
          () => undefined,
        ),
      );
      return null;
    },
  });
  const fault = saved.data ?? null;
  const refused = saved.error === null ? null : failureWords(failureOf(saved.error), t);
  return (
    <>
      <button
        type="button"
        className="mc-link mc-kept-print"
        aria-label={t('dossier.printed.openOf', { form })}
        // Not disabled: a disabled button loses the focus, and a person at the keys would have to find the way back.
        aria-disabled={saved.isPending}
        onClick={() => {
          if (!saved.isPending) saved.mutate();
        }}
      >
        {t(saved.isPending ? 'dossier.printed.bringing' : 'dossier.printed.open')}
      </button>
      {fault === null && refused === null ? (
        <small role="status">{saved.isSuccess ? t('dossier.printed.saved', { name: fileName }) : ''}</small>
      ) : (
        <small role="alert" className="mc-field-error" ref={intoView}>
          {fault === null
            ? `${refused?.title ?? ''} ${refused?.action ?? ''}`
            : faultWords(fault.code, fault.details, unit.upstreamName, t)}
        </small>
      )}
    </>
  );
}
