/** What the app is given from outside. A shell, the command line and the tests each bring their own. */
import type { SafekeepingPort } from '../backup/port.ts';
import type { PaperPort } from '../paper/port.ts';
import type { Machine } from './machine.ts';
import type { PrintQueue } from '../paper/print.ts';

/** The machine's clock as the office reads it. */
export type Clock = {
  /** Now as ISO instant with `+07:00`, to the millisecond. */
  now(): string;
  /** Milliseconds of a clock that nobody can set, from any start. Without one a jump of the other is not seen. */
  elapsedMs?(): number;
};

/** New UUIDv7s. */
export type Ids = { next(): string };

/** Where the data key is kept for this user of this machine. */
export type KeyKeeper = {
  /** Keeps the key durably and proves it can be read back. Rejects when it cannot: then nothing is set up. */
  keep(key: Uint8Array): Promise<void>;
};

/** One line a happening, codes and ids only: nothing about a citizen ever goes in. */
export type Log = (event: string, details?: Readonly<Record<string, string | number | boolean | null>>) => void;

export type AppPorts = {
  readonly dataDir: string;
  readonly logDir?: string;
  readonly clock: Clock;
  /** The system's own when absent. */
  readonly machine?: Machine;
  readonly ids: Ids;
  readonly keys: KeyKeeper;
  readonly paper: PaperPort;
  /** Backups and repairs; in the app's own process when absent. */
  readonly safekeeping?: SafekeepingPort;
  readonly queue: PrintQueue;
  readonly log: Log;
  /** The store cannot tell whether the last command was kept: the app must be opened again. Pages repeat what was not answered. */
  readonly restart: () => void;
};
