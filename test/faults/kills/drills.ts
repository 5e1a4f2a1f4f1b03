/** Everything a counter can be killed at. */
import { acceptDrill } from './accept.ts';
import { backupDrill } from './backup.ts';
import { cutLogDrill } from './cut-log.ts';
import type { MakeDrill } from './drill.ts';
import { importDrill } from './import.ts';
import { migrateDrill } from './migrate.ts';
import { printDrill } from './print.ts';
import { registerBookDrill } from './register-book.ts';
import { restoreDrill } from './restore.ts';

/** `kills`: in `npm test`; 200 in all. */
export const drills: Readonly<Record<string, { readonly make: MakeDrill; readonly kills: number }>> = {
  accept: { make: acceptDrill, kills: 60 },
  import: { make: importDrill, kills: 40 },
  print: { make: printDrill, kills: 36 },
  'register book': { make: registerBookDrill, kills: 4 },
  backup: { make: backupDrill, kills: 20 },
  restore: { make: restoreDrill, kills: 15 },
  'log cut': { make: cutLogDrill, kills: 15 },
  migrate: { make: migrateDrill, kills: 10 },
};
