import type { Migration } from '../../migrate.ts';
import { blobTable } from './0001-blob-table.ts';

export const blobMigrations: readonly Migration[] = [blobTable];
