/** A verified backup before the tables of an existing store are changed: an update that goes wrong leads back to it. */
import type { OpenOptions } from '../store/store.ts';
import { makeBackup } from './make-backup.ts';

/** Handed to `openStore`. It throws `backup-not-verified` or `disk-full`: then nothing is migrated. `machineNow`: the machine's clock. */
export function backingUpFirst(
  { dataDir, key }: Pick<OpenOptions, 'dataDir' | 'key'>,
  { appVersion, machineNow }: { readonly appVersion: string; readonly machineNow: () => string },
): () => void {
  return () => {
    makeBackup({ dataDir, key, reason: 'migration', appVersion, madeAt: machineNow(), isMachineTime: true });
  };
}
