/** What the list of printed papers says of a slip beyond the slip itself. */
import type { DossierState } from '#shared/domain/dossier/state.ts';
import type { ClockCycle, Slip } from '#shared/domain/dossier/state-parts.ts';

/** Which count of the date was running when the paper was printed, from 1; 0 when none had begun. */
export function cycleOfSlip({ printedAt }: Pick<Slip, 'printedAt'>, cycles: readonly Pick<ClockCycle, 'startedAt'>[]): number {
  return cycles.filter(({ startedAt }) => Date.parse(startedAt) <= Date.parse(printedAt)).length;
}

/** The receipt that holds: the last one printed that nothing has made void. */
export function standingSlip(slips: readonly Slip[]): Slip | undefined {
  return slips.findLast((slip) => slip.form === 'receiptSlip' && !slip.void);
}

/** The paper about which nobody has said yet whether it came out. */
export function unansweredSlip(slips: readonly Slip[]): Slip | undefined {
  return slips.findLast((slip) => slip.cameOut === null && !slip.void);
}

/** Why no receipt of ours can be printed for the dossier: a key under `refusals`; undefined when it can. */
export function whyNoSlip({
  entryMode,
  status,
  dossierCode,
  dueAt,
  readOnly,
}: Pick<DossierState, 'entryMode' | 'status' | 'dossierCode' | 'dueAt' | 'readOnly'>): string | undefined {
  if (readOnly !== null) return 'needs-update';
  if (entryMode === 'import') return 'slip-of-imported';
  if (dossierCode === null || dueAt === null) return 'slip-before-acceptance';
  return status === 'voided' ? 'slip-of-voided' : undefined;
}
