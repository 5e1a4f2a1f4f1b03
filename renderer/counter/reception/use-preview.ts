/** The live paper and due date: asked 150 ms after the last change, the newest question wins, the last good answer stays meanwhile. */
import { useDebouncedValue } from '@mantine/hooks';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import type { DraftData, ReceptionPreview } from '#shared/contract/reception.ts';
import type { ReceiptSlipField } from '#shared/forms/receipt-slip.ts';
import { type CallFailure, failureOf, useApi } from '../../bridge/index.ts';

const afterMs = 150;

export type PreviewView = {
  readonly preview: ReceptionPreview | null;
  /** The answer on screen is that of an older form. */
  readonly stale: boolean;
  readonly failure: CallFailure | null;
};

/** `minute` makes the paper's own time follow the clock. */
export function usePreview(
  draftId: string,
  data: DraftData,
  highlight: ReceiptSlipField | null,
  minute: string,
  enabled: boolean,
): PreviewView {
  const api = useApi();
  const [settled] = useDebouncedValue(data, afterMs);
  const [marked] = useDebouncedValue(highlight, afterMs);
  const query = useQuery({
    queryKey: ['reception', 'preview', draftId, settled, marked, minute],
    queryFn: ({ signal }) => api.reception.preview({ draft: settled, highlight: marked }, { signal }),
    placeholderData: keepPreviousData,
    retry: (failures, error) => isAskedAgain(failures, failureOf(error).code),
    retryDelay: againAfterMs,
    enabled,
    gcTime: 0,
  });
  return {
    preview: query.data ?? null,
    stale: query.isPlaceholderData || settled !== data,
    failure: query.error === null ? null : failureOf(query.error),
  };
}

const againAfterMs = 300;

/** A paper process that died is replaced at once: the date given to a citizen does not wait for the next key. Twice, then the form says so. `failures`: before this one. */
export function isAskedAgain(failures: number, code: string): boolean {
  return failures < 2 && code === 'paper-process-died';
}

const fieldOfPaper: Readonly<Record<string, ReceiptSlipField>> = {
  procedure: 'procedureName',
  fullName: 'fullName',
  submitterName: 'submitterName',
  personalId: 'identity',
  taxCode: 'identity',
  address: 'address',
  phone: 'phone',
  email: 'email',
  dossierCount: 'dossierCount',
  delivery: 'resultDelivery',
  deliveryAddress: 'resultDelivery',
  feeAmount: 'fee',
  feeState: 'fee',
};

/** The line of the paper that a field of the form writes. */
export function paperFieldOf(field: string | undefined): ReceiptSlipField | null {
  if (field === undefined) return null;
  return /^(?:document|extra)/u.test(field) ? 'documents' : (fieldOfPaper[field] ?? null);
}
