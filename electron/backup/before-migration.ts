/** A verified backup before the tables of an existing store are changed: an update that goes wrong leads back to it. */
import { systemClock } from '../app/clock.ts';
import { version } from '../app/version.ts';
import { makeBackup } from './make-backup.ts';

/** Throws `backup-not-verified` or `disk-full`: then nothing is migrated. */
export function backUpBeforeMigration(dataDir: string, key: Uint8Array): void {
  makeBackup({ dataDir, key, reason: 'migration', appVersion: version, madeAt: systemClock.now() });
}
