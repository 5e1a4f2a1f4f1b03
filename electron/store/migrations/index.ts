import type { Migration } from '../migrate.ts';
import { firstTables } from './0001-first-tables.ts';
import { syncTables } from './0002-sync.ts';

/** Every step of the store's file, in order. A released one is never edited; a test pins their hashes. */
export const storeMigrations: readonly Migration[] = [firstTables, syncTables];
