/** Calls for a counter that does not open, before anybody can sign in; and for its backups, while it is open. Counts, dates and codes, never a name. */
import { eventIterator } from '@orpc/contract';
import * as z from 'zod';
import { call } from './base.ts';
import { Instant } from './values.ts';

/** What lies in the data folder. */
export const TriageFinding = z.object({
  store: z.enum(['whole', 'damaged', 'missing', 'newer']),
  log: z.enum(['whole', 'damaged', 'missing', 'newer']),
  /** The newest one that verifies. */
  backup: z.object({ file: z.string(), madeAt: Instant, acts: z.int() }).nullable(),
  /** Newer ones that do not verify. */
  backupsRefused: z.int(),
  /** Null when the store cannot be counted. */
  actsInStore: z.int().nullable(),
  actsInLog: z.int(),
  /** Acts the log holds on top of the backup. */
  actsBeyondBackup: z.int(),
  /** What can be done, the gentlest first; nothing while any of it is of a newer version of the app. Opening again is always possible. */
  repairs: z.array(z.enum(['rebuildLog', 'restore'])),
});
export type TriageFinding = z.infer<typeof TriageFinding>;

/** `code`: why it did not open. */
export const TriageReport = z.object({ code: z.string(), at: Instant, finding: TriageFinding });
export type TriageReport = z.infer<typeof TriageReport>;

/** `dossierCode` null: of no dossier, such as a day slip. */
export const LostPaper = z.object({ dossierCode: z.string().nullable(), what: z.enum(['paper', 'scan']) });

/** What a repair did, for the screen and for paper. */
export const RepairReport = z.object({
  how: z.enum(['again', 'rebuildLog', 'restore']),
  at: Instant,
  from: z.object({ file: z.string(), madeAt: Instant, acts: z.int() }).nullable(),
  log: z.enum(['whole', 'damaged', 'missing', 'none']),
  actsBrought: z.int(),
  actsLinkedAgain: z.int(),
  actsLost: z.int(),
  lostPapers: z.array(LostPaper),
  numbers: z.enum(['after', 'reserve']).nullable(),
  /** Whether the act of the last paper a person told of is here; `unknown` when nobody told. Null where none was asked for. */
  lastPaper: z.enum(['here', 'missing', 'unknown']).nullable(),
  aside: z.string().nullable(),
});
export type RepairReport = z.infer<typeof RepairReport>;

export const RepairStep = z.enum(['looking', 'backup', 'log', 'journal', 'papers', 'swap', 'opening', 'done']);
export type RepairStep = z.infer<typeof RepairStep>;

export const RepairProgress = z.object({ step: RepairStep, report: RepairReport.nullable() });
export type RepairProgress = z.infer<typeof RepairProgress>;

export const triage = {
  report: call('anyone').output(TriageReport),
  /**
   * Repairs and opens. What is damaged is put aside, never deleted. `lastCode` (restore only): the last dossier code on paper, null when nobody is sure. Throws
   * `nothing-to-repair`, `last-code-foreign`, and whatever still keeps the counter from opening.
   */
  repair: call('anyone')
    .input(z.object({ how: z.enum(['again', 'rebuildLog', 'restore']), lastCode: z.string().max(100).nullable() }))
    .output(eventIterator(RepairProgress)),
};

/** A month (`YYYY-MM`) of printed papers and scans that cannot be read, or not wholly. `newer`: a newer version of the app wrote it. */
export const PapersFault = z.object({ month: z.string(), state: z.enum(['missing', 'damaged', 'newer']) });
export type PapersFault = z.infer<typeof PapersFault>;

export const BackupStatus = z.object({
  /** Null: there is none yet. */
  last: z.object({ file: z.string(), madeAt: Instant, acts: z.int(), bytes: z.int() }).nullable(),
  count: z.int(),
  /** A backup is being made. */
  running: z.boolean(),
  /** Why the last attempt failed. */
  fault: z.string().nullable(),
  /** The second folder, and whether it got the last backup; null where none is set. */
  second: z
    .object({ folder: z.string(), ok: z.boolean(), why: z.enum(['missing', 'disk-full', 'refused', 'differs']).nullable() })
    .nullable(),
  log: z.enum(['unknown', 'whole', 'renewed', 'damaged', 'missing']),
  /** Numbers come from the reserve until a person has told the last code on paper, or the server has. */
  numbersFromReserve: z.boolean(),
  /** Nobody has answered yet which code is the last on paper: `tellLastCode` or `takeReserve` do. */
  asksLastCode: z.boolean(),
  /** Months of papers that something is wrong with; papers of theirs may not be printed again until they are mended. */
  papers: z.array(PapersFault),
});
export type BackupStatus = z.infer<typeof BackupStatus>;

export const backup = {
  status: call('signedIn').output(BackupStatus),
  /** A verified backup now; the stream ends with the status after it. Throws `backup-not-verified`, `disk-full`. */
  run: call('dossier.read')
    .input(z.object({ reason: z.enum(['dayClose', 'command']) }))
    .output(eventIterator(BackupStatus)),
  /** The last dossier code on paper, told after a restore: numbers go on behind it. Throws `last-code-foreign`. */
  tellLastCode: call('dossier.accept')
    .input(z.object({ lastCode: z.string().max(100) }))
    .output(BackupStatus),
  /**
   * Makes one month of papers whole again from its copies and from what can still be read of it, while work goes on; the damaged file is kept. `lost`: papers no file holds any
   * more, by dossier. Throws `store-from-newer-version`, `disk-full`, `backup-not-verified`, `nothing-to-repair`.
   */
  mendPapers: call('dossier.read')
    .input(z.object({ month: z.string().regex(/^\d{4}-\d{2}$/u) }))
    .output(z.object({ status: BackupStatus, papers: z.int(), lost: z.array(LostPaper) })),
  /** Nobody knows the last code: numbers stay in the reserve and the desk asks no more. */
  takeReserve: call('dossier.accept').output(BackupStatus),
};
