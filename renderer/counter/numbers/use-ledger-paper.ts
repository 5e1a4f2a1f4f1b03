/** The ledger of one year handed on: to the printer, or as a file of the person's. */
import { useMutation } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import type { GapLedger } from '#shared/contract/numbers.ts';
import { type CallFailure, failureOf, isErrorCode, newCommandId, useApi } from '../../bridge/index.ts';
import { useDesk, useOfficeNow } from '../frame/desk.ts';
import { saveAs } from '../sync/pieces.ts';
import { ledgerTable } from './ledger-table.ts';
import { tableFile, type TableKind } from './table-file.ts';

export type LedgerPaperJob = {
  readonly busy: boolean;
  /** What became of the last print or file; empty until then. */
  readonly said: string;
  readonly failure: CallFailure | null;
  readonly print: (ledger: GapLedger) => void;
  readonly save: (kind: TableKind, ledger: GapLedger) => void;
  readonly dismiss: () => void;
};

export function useLedgerPaper(): LedgerPaperJob {
  const api = useApi();
  const { t } = useTranslation();
  const { unit, person } = useDesk();
  const madeAt = useOfficeNow();
  const printing = useMutation({
    mutationFn: async ({ year, commandId }: { readonly year: number; readonly commandId: string }) => ({
      year,
      ...(await api.numbers.print({ commandId, year })),
    }),
  });
  const saving = useMutation({
    mutationFn: async ({ kind, ledger }: { readonly kind: TableKind; readonly ledger: GapLedger }) => {
      const table = ledgerTable(ledger, { agencyName: unit.agencyName, fullName: person.fullName, madeAt }, t);
      const name = `so-bo-trong-${String(ledger.year)}-quay-${String(ledger.counterNo)}.${kind}`;
      saveAs(name, await tableFile(kind, table));
      return name;
    },
  });
  const failed = printing.error ?? saving.error;
  const fault = printing.data?.queueFault ?? null;
  const dismiss = () => {
    printing.reset();
    saving.reset();
  };
  return {
    busy: printing.isPending || saving.isPending,
    said:
      printing.data?.queued === true
        ? t('numbers.paper.sent', { year: printing.data.year, copyNo: printing.data.copyNo })
        : saving.data === undefined
          ? ''
          : t('numbers.file.saved', { name: saving.data }),
    failure: failed === null ? faultOf(fault) : failureOf(failed),
    print: ({ year }) => {
      dismiss();
      printing.mutate({ year, commandId: newCommandId() });
    },
    save: (kind, ledger) => {
      dismiss();
      saving.mutate({ kind, ledger });
    },
    dismiss,
  };
}

/** The paper is kept, the printer did not take it. */
function faultOf(code: string | null): CallFailure | null {
  return isErrorCode(code) ? { code, params: { printer: '' }, reference: undefined, retry: 'later' } : null;
}
