/** Printing once: one command however often F9 is pressed, then the answer whether paper came out. */
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { PaperLayout } from '#shared/contract/paper.ts';
import { type CallFailure, failureOf, isErrorCode, newCommandId, useApi } from '../../../bridge/index.ts';
import type { Undo } from '../../../ui/bars/UndoBar.tsx';
import { dossierKey } from '../dossier-key.ts';

type Wish = { readonly layout: PaperLayout; readonly reason: string | null; readonly printer: string | null };

export type Printing = {
  readonly busy: boolean;
  readonly waitsForAnswer: boolean;
  readonly copies: number;
  readonly failure: CallFailure | null;
  readonly undo: Undo | null;
  readonly print: (wish: Wish) => void;
  /** Ctrl+P while the answer is due: the paper did not come out, and the form is open again. */
  readonly again: () => void;
  readonly answer: (ok: boolean) => void;
  readonly forgetUndo: () => void;
  readonly dismiss: () => void;
};

/** Copies (liên) of a receipt: one for the citizen, one for the office. */
const slipCopies = 2;

/** `onArchived`: the paper is kept, whatever the printer does with it. */
export function usePrint(dossierId: string, onArchived: () => void): Printing {
  const { t } = useTranslation();
  const api = useApi();
  const queries = useQueryClient();
  const [commandId, setCommandId] = useState(newCommandId);
  const [printedId, setPrintedId] = useState<string | null>(null);
  const [undo, setUndo] = useState<Undo | null>(null);
  const refresh = () => queries.invalidateQueries({ queryKey: dossierKey });

  const print = useMutation({
    mutationFn: (wish: Wish) => api.paper.print({ commandId, dossierId, form: 'receiptSlip', ...wish }),
    onSuccess: ({ printActId, queued }) => {
      onArchived();
      if (queued) setPrintedId(printActId);
      // Archived but not queued: the next try is another print of its own.
      setCommandId(newCommandId());
      return refresh();
    },
  });
  const cameOut = useMutation({
    mutationFn: ({ printActId, ok }: { printActId: string; ok: boolean }) =>
      api.paper.cameOut({ commandId: newCommandId(), printActId, ok }),
    onSuccess: (_, { printActId, ok }) => {
      setPrintedId(null);
      setUndo({
        id: `${printActId}-${ok}`,
        text: t(ok ? 'printing.markedOut' : 'printing.markedNotOut'),
        undo: () => {
          cameOut.mutate({ printActId, ok: !ok });
        },
      });
      return refresh();
    },
  });
  const answer = (ok: boolean) => {
    if (printedId !== null && !cameOut.isPending) cameOut.mutate({ printActId: printedId, ok });
  };

  return {
    busy: print.isPending,
    waitsForAnswer: printedId !== null,
    copies: slipCopies,
    failure:
      queueFailure(print.data) ??
      (print.error === null ? null : failureOf(print.error)) ??
      (cameOut.error === null ? null : failureOf(cameOut.error)),
    undo,
    print: (wish) => {
      if (!print.isPending) print.mutate(wish);
    },
    again: () => {
      answer(false);
    },
    answer,
    forgetUndo: () => {
      setUndo(null);
    },
    dismiss: () => {
      print.reset();
      cameOut.reset();
    },
  };
}

/** The paper is kept, the printer did not take it. */
function queueFailure(result: { readonly queueFault: string | null } | undefined): CallFailure | null {
  const code = result?.queueFault ?? null;
  return isErrorCode(code) ? { code, params: { printer: '' }, reference: undefined, retry: 'later' } : null;
}
