/** Debian's own PostgreSQL, started by the tests in a temporary folder. */
import { existsSync, readdirSync } from 'node:fs';
import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openCluster } from '../../../server/store/cluster.ts';

const versions = '/usr/lib/postgresql';

export type DebianPostgres = { readonly url: string; readonly version: number; readonly close: () => Promise<void> };

/** The newest that is installed. Throws when none is: `npm test` installs Debian's package `postgresql`. */
export async function startDebianPostgres(): Promise<DebianPostgres> {
  const [version] = existsSync(versions)
    ? readdirSync(versions)
        .map(Number)
        .sort((a, b) => b - a)
    : [];
  if (version === undefined) throw new Error('Debian’s package postgresql is not installed');
  const bin = join(versions, String(version), 'bin');
  const folder = await mkdtemp(join(tmpdir(), 'motcua-debian-pg-'));
  await chmod(folder, 0o711);
  const cluster = await openCluster(folder, { initdb: join(bin, 'initdb'), pg_ctl: join(bin, 'pg_ctl') });
  return {
    url: cluster.url,
    version,
    close: async () => {
      await cluster.stop();
      await rm(folder, { recursive: true, force: true });
    },
  };
}
