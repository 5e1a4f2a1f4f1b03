/** A journal log made anew from the store, beside the damaged one: the paper process writes what the store holds, the writer adds what came meanwhile and swaps. */
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { createLog, openLog } from '../journal/log.ts';
import { encodeActs } from '../journal/frame-acts.ts';
import { StoreFault } from '../store/fault.ts';
import { quickCheck } from '../store/file-faults.ts';
import { logFileName, openReader } from '../store/open-store.ts';
import { missingInLog } from '../store/reconcile.ts';
import type { Findings } from '../store/verify-findings.ts';
import { verifyActs } from '../store/verify-journal.ts';
import type { LogPlace } from './check-log.ts';

/** Beside the log, until it takes its place. */
const renewedSuffix = '.renewed';

/** Answers the new file's path. Throws `store-damaged` when the store is not what it should be either: then a restore is due, and nothing was written. */
export function renewLog({ dataDir, logDir = dataDir, key }: LogPlace): { readonly path: string } {
  const path = join(logDir, `${logFileName}${renewedSuffix}`);
  const reader = openReader({ dataDir, key });
  try {
    quickCheck(reader.connection.db);
    verifyActs(reader.connection, strict);
    rmSync(path, { force: true });
    const header = createLog(path);
    const log = openLog(path, key, header, { index: 0, end: header.bytes.length, tornBytes: 0 });
    try {
      for (const acts of missingInLog(reader.connection, new Map())) log.append(encodeActs(acts));
    } finally {
      log.close();
    }
    return { path };
  } finally {
    reader.close();
  }
}

const strict: Findings = {
  fault: () => {
    throw new StoreFault('store-damaged', { part: 'journal' });
  },
  count: () => undefined,
};
