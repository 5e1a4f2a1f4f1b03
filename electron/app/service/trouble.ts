/** A counter that has its key and does not open: what is told of it, and its repair. */
import { join } from 'node:path';
import type { RepairReport, TriageReport } from '#shared/contract/triage.ts';
import { fail, Failure } from '#shared/errors.ts';
import { safekeepingHere } from '../../backup/safekeeping.ts';
import { replaceFile } from '../../keys/durable-file.ts';
import { isStoreFault } from '../../store/fault.ts';
import type { AppPorts } from '../ports.ts';
import { folders } from './set-up.ts';

/** These can be repaired here; the others pass when somebody frees the disk or brings the newer app. */
const repairable = new Set([
  'store-damaged',
  'store-missing',
  'journal-log-missing',
  'journal-log-damaged',
  'journal-log-begins-later',
  'journal-heads-differ',
]);
const passing = new Set(['store-read-only', 'disk-full', 'file-held', 'store-from-newer-version', 'backup-not-verified']);

export type Trouble = {
  readonly code: string;
  readonly params: Readonly<Record<string, unknown>>;
  readonly reference: string;
  readonly isRepairable: boolean;
  readonly key: Uint8Array;
};

export type RepairHow = RepairReport['how'];

/** `undefined` for what no screen can help with: it ends the start as before. */
export function troubleOf(ports: AppPorts, key: Uint8Array, error: unknown): Trouble | undefined {
  if (!isStoreFault(error) || !(repairable.has(error.code) || passing.has(error.code))) return undefined;
  const reference = ports.ids.next().slice(-8);
  ports.log('store-not-opened', { code: error.code, reference });
  return { code: error.code, params: error.details, reference, isRepairable: repairable.has(error.code), key };
}

export async function reportOn(ports: AppPorts, { code, key }: Trouble): Promise<TriageReport> {
  const finding = await (ports.safekeeping ?? safekeepingHere).examine({ ...folders(ports), key });
  return { code, at: ports.clock.now(), finding };
}

/** What makes the store openable again; opening it is the desk's. */
export async function repair(ports: AppPorts, { key }: Trouble, how: RepairHow, lastCode: string | null): Promise<RepairReport> {
  const keeping = ports.safekeeping ?? safekeepingHere;
  const at = ports.clock.now();
  const nothing = {
    from: null,
    log: 'whole',
    actsBrought: 0,
    actsLinkedAgain: 0,
    actsLost: 0,
    lostPapers: [],
    numbers: null,
    lastPaper: null,
    aside: null,
  } as const;
  if (how === 'again') return { how, at, ...nothing, lostPapers: [] };
  if (how === 'rebuildLog') {
    const { log, actsBrought, aside } = await keeping.repairLog({ ...folders(ports), key, at });
    return { how, at, ...nothing, lostPapers: [], log: log.state, actsBrought, aside };
  }
  const done = await keeping.restore({ ...folders(ports), key, lastCode, actorId: 'restore', at });
  if (done.aside !== null) keepReport(join(ports.dataDir, done.aside), done);
  const { at: restoredAt, from, log, actsBrought, actsLinkedAgain, actsLost, lostPapers, numbers, lastPaper, aside } = done;
  const acts = { actsBrought, actsLinkedAgain, actsLost };
  return { how, at: restoredAt, from, log: log.state, ...acts, lostPapers: [...lostPapers], numbers, lastPaper, aside };
}

/** For whoever looks into it later; counts and codes only. */
function keepReport(folder: string, report: object): void {
  replaceFile(join(folder, 'report.json'), Buffer.from(`${JSON.stringify(report, null, 2)}\n`));
}

export function refuseWithoutTrouble(trouble: Trouble | undefined): Trouble {
  if (trouble === undefined) throw fail('nothing-to-repair', {});
  return trouble;
}

export function failureOf(trouble: Trouble): Failure {
  // The code is one of the table's: `passing` and `repairable` name no other.
  return new Failure(trouble.code as 'store-missing', trouble.params as never);
}
