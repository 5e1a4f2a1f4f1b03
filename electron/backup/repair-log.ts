/** A lost or damaged journal log beside a store that is whole: what the log still gives goes into the store, then the log may be made anew from it. */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { migrate } from '../store/migrate.ts';
import { storeMigrations } from '../store/migrations/index.ts';
import { openEncrypted } from '../store/cipher.ts';
import { connection } from '../store/connection.ts';
import { StoreFault } from '../store/fault.ts';
import { quickCheck } from '../store/file-faults.ts';
import { lockFolder } from '../store/lock.ts';
import { officeTimeIn } from '../store/office-time.ts';
import { readMark } from '../store/log-mark.ts';
import { logFileName, storePaths } from '../store/open-store.ts';
import { bringFromLog, bringingInto, type LogFound } from './bring-acts.ts';
import type { LogPlace } from './check-log.ts';
import { asideName, freeName, moveAside } from '../store/swap.ts';
import { refuseNewerCounter } from './refuse-newer.ts';

export type LogRepaired = { readonly log: LogFound; readonly actsBrought: number; readonly aside: string | null };

/** Afterwards there is no log: opening with `rebuildLog` makes it. Throws `store-damaged`, or `journal-heads-differ` when the log knows acts the store cannot reach: then a restore is due. */
export function repairLog({ dataDir, logDir = dataDir, key, at }: LogPlace & { readonly at: string }): LogRepaired {
  const lock = lockFolder(dataDir);
  try {
    refuseNewerCounter({ dataDir, logDir, key });
    const path = join(logDir, logFileName);
    const db = openEncrypted(storePaths({ dataDir }).store, key, 'write');
    try {
      quickCheck(db);
      migrate(db, storeMigrations);
      const conn = connection(db);
      const bringing = bringingInto(conn);
      const log = bringFromLog(bringing, path, key, readMark(conn)?.logId);
      if (bringing.left().length > 0) throw new StoreFault('journal-heads-differ', { why: 'gap' });
      const aside = existsSync(path) ? freeName({ dataDir, logDir }, asideName(officeTimeIn(conn, at).at)) : null;
      if (aside !== null) moveAside(logDir, aside, logFileName);
      return { log, actsBrought: bringing.applied(), aside };
    } finally {
      db.close();
    }
  } finally {
    lock.release();
  }
}
