/** Everything the power may fail in. */
import { keyFilePath, readKeyFile } from '../../../electron/keys/key-file.ts';
import { cutLogDrill } from '../kills/cut-log.ts';
import { importDrill } from '../kills/import.ts';
import { withStore } from '../kills/looks.ts';
import { migrateDrill } from '../kills/migrate.ts';
import { printDrill } from '../kills/print.ts';
import { restoreDrill } from '../kills/restore.ts';
import { logDirOf } from '../kills/template.ts';
import { acceptDrillOf } from './accept.ts';
import { ask, refusedIn } from './ask.ts';
import { backupDrill } from './backup.ts';
import type { MakePowerDrill } from './drill.ts';
import { initDrill } from './init.ts';
import { type After, asKilled } from './killed-too.ts';
import { recoveryCodeDrill } from './recovery-code.ts';
import { swapDrill } from './swap.ts';

/** The same file again brings the rest, and no row twice. */
const importedAgain: After = async (_heard, args) => {
  const again = await ask(args);
  const { imported = 0, already = 0 } = (again.out[0] ?? {}) as { imported?: number; already?: number };
  return imported + already === 120 ? [] : [`imported again: ${JSON.stringify(again)}`];
};

/** What was reported as restored opens, and needs no second restore. */
const restoredAsSaid: After = ({ said }, [, , dataDir = ''], path) => {
  const isDone = said.some((line) => (line as { journal?: unknown }).journal !== undefined);
  if (isDone) withStore({ dataDir, logDir: logDirOf(path), key: readKeyFile(keyFilePath(dataDir)) }, () => undefined);
  return Promise.resolve([]);
};

export const powerDrills: Readonly<Record<string, MakePowerDrill>> = {
  accept: acceptDrillOf(12),
  // So many pages that the write-ahead log is brought into the store and begun anew meanwhile.
  'accept many': acceptDrillOf(120),
  import: asKilled(importDrill, { after: importedAgain }),
  print: asKilled(printDrill, { after: async (_heard, args) => refusedIn('print', await ask(args)) }),
  backup: backupDrill,
  restore: asKilled(restoreDrill, { before: restoredAsSaid }),
  'log cut': asKilled(cutLogDrill),
  migrate: asKilled(migrateDrill),
  init: initDrill,
  'recovery code': recoveryCodeDrill,
  'places changed': swapDrill,
};
