/** Everything the power may fail in. */
import { importDrill } from '../kills/import.ts';
import { cutLogDrill } from '../kills/cut-log.ts';
import { migrateDrill } from '../kills/migrate.ts';
import { printDrill } from '../kills/print.ts';
import { restoreDrill } from '../kills/restore.ts';
import { acceptDrillOf } from './accept.ts';
import { ask, refusedIn } from './ask.ts';
import { backupDrill } from './backup.ts';
import type { MakePowerDrill } from './drill.ts';

import { initDrill } from './init.ts';
import { asKilled } from './killed-too.ts';
import { recoveryCodeDrill } from './recovery-code.ts';
import { swapDrill } from './swap.ts';

export const powerDrills: Readonly<Record<string, MakePowerDrill>> = {
  accept: acceptDrillOf(12),
  // The same file again brings the rest, and no row twice.
  import: asKilled(importDrill, {
    after: async (_heard, args) => {
      const again = await ask(args);
      const { imported, already } = (again.out[0] ?? {}) as { imported?: number; already?: number };
      return (imported ?? 0) + (already ?? 0) === 120 ? [] : [`imported again: ${JSON.stringify(again)}`];
    },
  }),
  print: asKilled(printDrill, { after: async (_heard, args) => refusedIn('print', await ask(args)) }),
  backup: backupDrill,
  restore: asKilled(restoreDrill),
  'log cut': asKilled(cutLogDrill),
  migrate: asKilled(migrateDrill),
  init: initDrill,
  'recovery code': recoveryCodeDrill,
  'places changed': swapDrill,
};
