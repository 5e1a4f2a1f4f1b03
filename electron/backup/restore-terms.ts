/** What a restore is asked, and what it answers. */
import type { LogFound } from './bring-acts.ts';
import type { LostPaper } from './lost-papers.ts';
import type { MonthRestored } from './restore-months.ts';
import type { LastPaper } from './restore-numbers.ts';
import type { BackupFault } from './verify-backup.ts';

type RestoreStep = 'backup' | 'log' | 'journal' | 'swap' | 'papers';

export type RestoreOptions = {
  readonly dataDir: string;
  readonly logDir?: string;
  readonly key: Uint8Array;
  /** Folders where backups may lie, beside the data folder's own. */
  readonly folders?: readonly string[];
  /** The backup to take, by its file's name; the newest that verifies unless it is set. */
  readonly file?: string | undefined;
  /** The last dossier code on paper as a person typed it; null: nobody is sure. */
  readonly lastCode: string | null;
  readonly actorId: string;
  /** The machine's own instant, with the office's offset: what the store remembers of its clock is added. */
  readonly at: string;
  readonly newId: () => string;
  readonly onStep?: (step: RestoreStep) => void;
};

export type RestoreReport = {
  /** The office's time of the restore. */
  readonly at: string;
  /** `lastAct`: the machine's clock lay before what this counter recorded last, whose time was taken. */
  readonly atBy: 'clock' | 'lastAct';
  /** The backup that was taken; null: everything comes from the log and the damaged store. */
  readonly from: { readonly file: string; readonly madeAt: string; readonly acts: number } | null;
  /** Newer backups that did not verify. */
  readonly refused: readonly { readonly file: string; readonly why: BackupFault }[];
  readonly log: LogFound;
  /** Acts brought on top of the backup, from log and damaged store. */
  readonly actsBrought: number;
  /** Acts behind a gap, linked again on the new journal. */
  readonly actsLinkedAgain: number;
  /** Links known to have been there of which no act was found. */
  readonly actsLost: number;
  /** Rows that are no acts, from the damaged store. */
  readonly local: Readonly<Record<string, number>>;
  readonly months: readonly MonthRestored[];
  readonly lostPapers: readonly LostPaper[];
  readonly journal: { readonly journalId: string; readonly previousJournalId: string; readonly lastSeq: number };
  /** `after`: numbers go on behind the code that was typed. `reserve`: they come from the reserve until a person or the server has told the last one. */
  readonly numbers: 'after' | 'reserve';
  /** Register and slip numbers of this year go on above it; 0 where no act can be lost. */
  readonly seriesAbove: number;
  readonly lastPaper: LastPaper;
  /** Folder inside the data folder where the files that were there lie now; null when there were none. */
  readonly aside: string | null;
};
