/** The receipt to be printed: on which paper, why again, as it will come out, and what F9 still needs. */
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { PaperLayout } from '#shared/contract/paper.ts';
import { type CallFailure, failureOf, useApi } from '../../../bridge/index.ts';
import { useDebounced } from '../../../ui/use-debounced.ts';
import { keptTyping, useSayKept } from '../../frame/kept-typing.ts';
import type { PrintChoice } from './PrintForm.tsx';
import { type Printing, usePrint } from './use-print.ts';

const reasonMs = 300;

/** `printed`: it is on paper as it stands. */
type Kept = { readonly choice: PrintChoice; readonly printed: boolean };

const isTyped = ({ choice: { typed }, printed }: Kept): boolean => !printed && typed.trim() !== '';
const useReasonTyping = keptTyping<Kept>({ choice: { picked: null, typed: '', layout: null, printer: null }, printed: false }, isTyped);

export type Reprint = {
  readonly choice: PrintChoice;
  readonly choose: (choice: PrintChoice) => void;
  readonly layout: PaperLayout;
  /** The printer of the settings. */
  readonly usualPrinter: string | null;
  /** Which printing this would be after the first; 0 the first. */
  readonly reprintNo: number;
  /** False until the first preview, or its failure. */
  readonly isRead: boolean;
  readonly pages: readonly string[];
  /** A reprint without its reason; `asked`: F9 was pressed all the same. */
  readonly missing: boolean;
  readonly asked: boolean;
  readonly printing: Printing;
  readonly failure: CallFailure | null;
  /** F9. False while the reason is missing. */
  readonly print: () => boolean;
};

export function useReprint(dossierId: string): Reprint {
  const api = useApi();
  const settings = useQuery({ queryKey: ['office', 'settings'], queryFn: ({ signal }) => api.office.settings(undefined, { signal }) });
  const { typed: kept, put } = useReasonTyping(dossierId);
  const { choice } = kept;
  useSayKept(isTyped(kept));
  const [asked, setAsked] = useState(false);
  const layout = choice.layout ?? settings.data?.layout ?? 'a5';
  const reason = useReason(choice);
  const preview = usePreview(dossierId, layout, reason);
  const printing = usePrint(dossierId, () => {
    put((now) => ({ ...now, printed: true }));
  });
  const reprintNo = preview.data?.reprintNo ?? 0;
  const missing = reprintNo > 0 && reason === null;
  return {
    choice,
    choose: (chosen) => {
      put(() => ({ choice: chosen, printed: false }));
    },
    layout,
    usualPrinter: settings.data?.printer ?? null,
    reprintNo,
    isRead: preview.data !== undefined || preview.error !== null,
    pages: preview.data?.pages ?? [],
    missing,
    asked,
    printing,
    failure: printing.failure ?? (preview.error === null ? null : failureOf(preview.error)),
    print: () => {
      setAsked(missing);
      if (!missing) printing.print({ layout, reason, printer: choice.printer });
      return !missing;
    },
  };
}

/** Printed on the paper, whose language is Vietnamese; null while there is none. */
function useReason({ picked, typed }: PrintChoice): string | null {
  const { i18n } = useTranslation();
  if (picked === null) return null;
  const reason = picked === 'other' ? typed.normalize('NFC').trim() : i18n.getFixedT('vi')(`printing.reasons.${picked}`);
  return reason === '' ? null : reason;
}

function usePreview(dossierId: string, layout: PaperLayout, reason: string | null) {
  const api = useApi();
  const shown = useDebounced(reason, reasonMs);
  return useQuery({
    queryKey: ['dossier', 'paper', dossierId, layout, shown],
    queryFn: ({ signal }) => api.paper.preview({ dossierId, form: 'receiptSlip', layout, reason: shown }, { signal }),
    placeholderData: keepPreviousData,
  });
}
