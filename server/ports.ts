/** What the server needs from outside its database, handed in so that tests hold it. */
import type { Logger } from 'pino';
import type { Db } from './store/database.ts';

export type Clock = () => Date;

export type Ports = {
  readonly db: Db;
  readonly clock: Clock;
  /** Blobs, finished ones under their agency, uploads beside. */
  readonly blobDir: string;
  /** Where the embedded PostgreSQL lies; none when the database is somebody else's. */
  readonly databaseDir?: string | undefined;
  /** Explicit fields only: codes, counts, ids of devices. Never a body, a name, a dossier code. */
  readonly log: Logger;
};

const OFFICE_OFFSET_MS = 7 * 3_600_000;

/** The office's instant, `2026-06-08T09:15:00.000+07:00`, as acts carry it. */
export const officeInstant = (at: Date): string => `${new Date(at.getTime() + OFFICE_OFFSET_MS).toISOString().slice(0, -1)}+07:00`;
