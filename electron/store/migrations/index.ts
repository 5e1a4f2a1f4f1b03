import type { Migration } from '../migrate.ts';
import { firstTables } from './0001-first-tables.ts';
import { syncTables } from './0002-sync.ts';
import { outageLog } from './0003-outage-log.ts';
import { syncCounterTables } from './0004-sync-counter.ts';

/** Every step of the store's file, in order. A released one is never edited; a test pins their hashes. */
export const storeMigrations: readonly Migration[] = [firstTables, syncTables, outageLog, syncCounterTables];
