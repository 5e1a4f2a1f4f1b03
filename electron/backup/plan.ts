/** How often a counter is backed up, what is kept of it, and when the journal log is cut. The one place for these figures. */
export const backupPlan = {
  /** While the desk is open and something has changed. */
  everyMinutes: 30,
  /** The newest so many are kept whatever their age. */
  keepNewest: 6,
  /** Of older ones the last of each day, for so many days that have one. */
  keepDays: 14,
  /** Of older ones again the last of each month. */
  keepMonths: 12,
  /** The log keeps whatever the oldest of so many newest verified backups lacks, so that a second bad backup costs nothing either. */
  logReachesBack: 3,
  /** A log is written anew only when at least so much of it goes. */
  cutAtLeastBytes: 8 * 1024 * 1024,
  /** Order numbers of so many last days are written down beside a backup. */
  numberDays: 62,
} as const;
