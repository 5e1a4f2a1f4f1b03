/**
 * Whether everything in a data folder is what it was when it was confirmed. Reads only, beside a running app as well; repairs nothing. The verdict names places and never a
 * person: it may be sent away for help.
 */
import { openBlobs } from './blobs.ts';
import { sqliteCode } from './cipher.ts';
import { isUnreadable } from './file-faults.ts';
import type { OpenOptions } from './store.ts';
import { openReader, storePaths } from './open-store.ts';
import { verifyArchive } from './verify-archive.ts';
import { verifyDerived } from './verify-derived.ts';
import type { Checked, Findings, VerifyFault, VerifyFaultKind } from './verify-findings.ts';
import { verifyJournal } from './verify-journal.ts';
import { verifyPages } from './verify-pages.ts';

export type { Checked, VerifyFault, VerifyFaultKind };

export type Verdict = { readonly ok: boolean; readonly checked: Checked; readonly faults: readonly VerifyFault[] };

/** Throws `store-missing`, `wrong-key` or `store-from-newer-version`: then there is nothing to judge. A damaged file is a verdict. */
export function verify(options: Pick<OpenOptions, 'dataDir' | 'logDir' | 'key'>): Verdict {
  const faults: VerifyFault[] = [];
  const checked = { acts: 0, dossiers: 0, logFrames: 0, prints: 0, blobs: 0, pages: 0 };
  const findings: Findings = {
    fault: (kind, where, detail) => {
      faults.push({ kind, where, detail });
    },
    count: (what, more = 1) => {
      checked[what] += more;
    },
  };
  const paths = storePaths(options);
  const reader = openReader(options);
  const blobs = openBlobs(options.dataDir, options.key, 'read');
  try {
    // One snapshot for all that follows: a running app goes on beside it.
    reader.connection.db.exec('BEGIN');
    const part = (where: string, check: () => void): void => {
      judgeDamage(findings, where, check);
    };
    part('store.db', () => {
      verifyJournal(reader.connection, paths.log, options.key, findings);
    });
    part('store.db', () => {
      verifyDerived(reader.connection, findings);
    });
    part('blobs', () => {
      verifyArchive(reader.connection, blobs, options.dataDir, findings);
    });
    part('store.db', () => {
      verifyPages(reader.connection, options, findings);
    });
  } finally {
    blobs.close();
    reader.close();
  }
  return { ok: faults.length === 0, checked, faults };
}

/** A file SQLite cannot read on from is a finding, not an accident of the check. */
function judgeDamage(findings: Findings, where: string, check: () => void): void {
  try {
    check();
  } catch (error) {
    if (!isUnreadable(error)) throw error;
    findings.fault('page', where, sqliteCode(error) ?? 'cannot be opened');
  }
}
