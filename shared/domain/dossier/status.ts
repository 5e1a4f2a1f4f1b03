/**
 * National statuses and their numbers (TT 22/2019/TT-BTTTT, Phụ lục I). `voided` is ours: a mistaken acceptance, in no column
 * of the reports and without a number.
 */
export const statusNumbers = {
  registered: 1,
  accepted: 2,
  notAccepted: 3,
  inProgress: 4,
  awaitingSupplement: 5,
  awaitingPayment: 6,
  withdrawn: 7,
  stopped: 8,
  resolved: 9,
  returned: 10,
  voided: null,
} as const satisfies Record<string, number | null>;

export type DossierStatus = keyof typeof statusNumbers;

/** Statuses nothing leads out of. */
export const terminalStatuses: ReadonlySet<DossierStatus> = new Set(['notAccepted', 'withdrawn', 'returned', 'voided']);
/** The clock stands in these; reports show them as "Tạm dừng xử lý". */
export const pausedStatuses: ReadonlySet<DossierStatus> = new Set(['awaitingSupplement', 'awaitingPayment', 'stopped']);
