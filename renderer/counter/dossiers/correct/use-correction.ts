/** Making the correction: one command however often F9 is pressed. */
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import type { CorrectionForm, CorrectionInput } from '#shared/contract/correction.ts';
import { type CallFailure, failureOf, newCommandId, useApi } from '../../../bridge/index.ts';
import { dossierKey } from '../dossier-key.ts';

export type Making = {
  readonly busy: boolean;
  readonly failure: CallFailure | null;
  /** `shownDueAt`: the new date on screen, null when it stays. Resolves false when the app refused; `failure` says why. */
  readonly make: (correction: CorrectionInput, reason: string, shownDueAt: string | null) => Promise<boolean>;
  readonly dismiss: () => void;
};

export function useCorrection({ dossierId, basedOn }: CorrectionForm, onDone: (receiptDue: boolean) => void): Making {
  const api = useApi();
  const queries = useQueryClient();
  const [commandId] = useState(newCommandId);
  const make = useMutation({
    mutationFn: (what: { correction: CorrectionInput; reason: string; shownDueAt: string | null }) =>
      api.correction.make({ commandId, dossierId, basedOn, ...what }),
    onSuccess: async ({ receiptDue }) => {
      await queries.invalidateQueries({ queryKey: dossierKey });
      onDone(receiptDue);
    },
  });
  return {
    busy: make.isPending,
    failure: make.error === null ? null : failureOf(make.error),
    make: async (correction, reason, shownDueAt) => {
      if (make.isPending) return false;
      try {
        await make.mutateAsync({ correction, reason, shownDueAt });
        return true;
      } catch {
        // Told by `failure`.
        return false;
      }
    },
    dismiss: make.reset,
  };
}
