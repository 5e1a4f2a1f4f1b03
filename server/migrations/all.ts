import { begin } from './0001-begin.ts';
import { bundles } from './0002-bundles.ts';
import type { Migration } from '../store/migrate.ts';

/** In order; a released one is never edited, a test pins their hashes. */
export const migrations: readonly Migration[] = [begin, bundles];
