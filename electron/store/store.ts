/** The counter's store as the app sees it: one writer, synchronous, everything durable when a call returns. */
import type { Database } from 'better-sqlite3';
import type { Act, ActBody } from '#shared/journal/act.ts';
import type { LogBeginning } from '../journal/frame-acts.ts';
import type { BlobStore } from './blobs.ts';
import type { ActQueries } from './queries/acts.ts';
import type { ApplicantQueries } from './queries/applicants.ts';
import type { CredentialQueries } from './queries/credentials.ts';
import type { DossierQueries } from './queries/dossiers.ts';
import type { DraftQueries } from './queries/drafts.ts';
import type { ImportedFileQueries } from './queries/imported-files.ts';
import type { NumberQueries } from './queries/numbers.ts';
import type { OutageQueries } from './queries/outages.ts';
import type { PackQueries } from './queries/packs.ts';
import type { PersonQueries } from './queries/persons.ts';
import type { PrintQueries } from './queries/prints.ts';
import type { SettingQueries } from './queries/settings.ts';
import type { SignedPackQueries } from './sync/signed-packs.ts';
import type { SyncQueries } from './sync/sync-queries.ts';
import type { SyncStore } from './sync/sync-store.ts';

/** What is known of this life of this store; from the first act of its live journal. */
export type StoreIdentity = {
  readonly agencyCode: string;
  /** 1–9. */
  readonly counterNo: number;
  readonly deviceId: string;
  /** Live journal. */
  readonly journalId: string;
};

/** What start-up found and repaired. */
export type OpenReport = {
  /** Acts that were in the log only and are now in the store as well. */
  readonly completedFromLog: number;
  /** Acts that were in the store only and are now in the log as well. */
  readonly completedToLog: number;
  /** Bytes of an unfinished last frame that were cut off; 0 after a clean end. */
  readonly tornLogBytes: number;
};

/** Everything that only reads. Safe in `commitWith`'s callback, where it sees the state the acts will go on top of. */
export type StoreReader = {
  readonly identity: StoreIdentity;
  readonly acts: ActQueries;
  readonly dossiers: DossierQueries;
  readonly applicants: ApplicantQueries;
  readonly numbers: NumberQueries;
  readonly persons: PersonQueries;
  readonly prints: PrintQueries;
  readonly packs: PackQueries;
  readonly signedPacks: SignedPackQueries;
  readonly settings: SettingQueries;
  readonly drafts: DraftQueries;
  readonly sync: SyncQueries;
  readonly outages: OutageQueries;
};

export type Store = StoreReader & {
  readonly sync: SyncStore;
  readonly opened: OpenReport;
  readonly blobs: BlobStore;
  readonly credentials: CredentialQueries;
  readonly importedFiles: ImportedFileQueries;
  /**
   * Links `bodies` on the live journal and makes them durable: one log frame (fsync), then one transaction with every projection, search row,
   * outbox row and whatever `extra` writes (draft removal, local tables). Twice is once: a body whose id is already here comes back as the act it became, and `extra` does
   * not run when nothing is new. Throws `act-id-reused` when that act is of another kind, `disk-full` when nothing was kept, `store-needs-reopening` when
   * the store cannot tell whether the act was kept and must be opened again: the repeated command then gives the answer.
   */
  commit(bodies: readonly ActBody[], extra?: (db: Database) => void): readonly Act[];
  /** As `commit`; `build` runs inside the writer's turn, so that numbers it takes cannot be taken twice. An error of `build` leaves nothing behind. */
  commitWith(build: (reader: StoreReader) => readonly ActBody[], extra?: (db: Database) => void): readonly Act[];
  /** Many at once (imports): as `commit` for every group of up to 500 acts. Answers how many were new. */
  commitMany(bodies: Iterable<ActBody>, onProgress?: (done: number) => void): { readonly added: number; readonly already: number };
  /** Leaves out of the journal log what stands before `from`. Only what a verified backup holds and the server has countersigned may go: `cut-log.ts` finds the place. */
  cutLog(from: { readonly index: number; readonly offset: number }, begins: LogBeginning): void;
  /** Lets the log made anew at `fresh` take the damaged one's place, once what came meanwhile is in it too; the damaged one lies at `aside` then. */
  replaceLog(fresh: string, aside: string): void;
  /** Rows changed outside acts (drafts, settings, credentials, packs) in one durable transaction. */
  writeLocal<T>(change: () => T): T;
  close(): void;
};

/** Moments inside a commit that a test may stand in; the app gives none. */
export type StoreHooks = {
  /** Rows are written, the log is not. */
  readonly insideTransaction?: () => void;
  /** The log is durable, the transaction is not. */
  readonly afterLogSync?: () => void;
};

/** A link of a journal made here that is known to have been. */
export type KnownHead = { readonly journalId: string; readonly seq: number };

export type OpenOptions = {
  readonly dataDir: string;
  /** Folder of `journal.log`; `dataDir` unless set to a second disk. */
  readonly logDir?: string;
  /** The 32-byte data key. */
  readonly key: Uint8Array;
  readonly hooks?: StoreHooks;
  /** Makes a verified backup before the tables of an older store are changed; without it such a store is refused. Throws `backup-not-verified`, `disk-full`. */
  readonly backUp?: () => void;
  /** How far this counter is known to have come beside its own files, by its newest backup; a store that does not reach there has lost acts. */
  readonly knownHeads?: () => readonly KnownHead[];
  /** Make a lost log again from the store. Only a person may decide that it is lost and not on a disk that is unplugged. */
  readonly rebuildLog?: boolean;
};

export type CreateOptions = OpenOptions & {
  readonly agencyCode: string;
  readonly counterNo: number;
  readonly deviceId: string;
  readonly actorId: string;
  /** Instant with offset; `occurredAt` and `recordedAt` of the first act. */
  readonly at: string;
  /** The machine takes the place of another under the same counter number: its numbers come from the reserve until a person or the server has told the last one. */
  readonly replaces?: boolean;
  /** Source of UUIDv7; the platform's by default. */
  readonly newId?: () => string;
};
