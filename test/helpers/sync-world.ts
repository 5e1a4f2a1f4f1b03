/** Counters of one office and their server, for stories: every counter a real store in its own folder. */
import { cpSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'vitest';
import type { ActBody } from '#shared/journal/act.ts';
import type { StoreHooks, Store } from '../../electron/store/store.ts';
import { verify } from '../../electron/store/verify.ts';
import type { SyncPorts } from '../../electron/sync/attempt.ts';
import type { SyncOutcome } from '../../electron/sync/engine.ts';
import { accepted, furtherAct, id, newStore, reopen, temporaryFolder, testKey } from './store.ts';
import { author, deviceOf, engineOf, enrolStore, newUpstream, type TestUpstream } from './upstream.ts';

export type SyncWorld = {
  readonly upstream: TestUpstream;
  readonly at: (name: string) => string;
  /** A new enrolled counter. */
  readonly counter: (name: string, counterNo: number) => Promise<Store>;
  readonly store: (name: string) => Store;
  readonly close: (name: string) => void;
  readonly open: (name: string, hooks?: StoreHooks) => Store;
  /** Copies a closed counter's folder. */
  readonly copy: (from: string, to: string) => void;
  readonly sync: (name: string, given?: Partial<SyncPorts>) => Promise<SyncOutcome>;
  /** Syncs and expects everything to go through. */
  readonly settle: (...names: readonly string[]) => Promise<void>;
  /** Every dossier is the same everywhere, everything is sent, and `verify` finds nothing. */
  readonly expectAlike: (...names: readonly string[]) => void;
  readonly remove: () => Promise<void>;
};

let devices = 0;

export async function newSyncWorld(): Promise<SyncWorld> {
  const upstream = await newUpstream();
  const folder = temporaryFolder();
  const stores = new Map<string, Store>();
  const at = (name: string): string => join(folder.path, name);
  const store = (name: string): Store => {
    const found = stores.get(name);
    if (found === undefined) throw new Error(`no counter ${name} is open`);
    return found;
  };
  const close = (name: string): void => {
    stores.get(name)?.close();
    stores.delete(name);
  };
  const open = (name: string, hooks: StoreHooks = {}): Store => {
    close(name);
    const opened = reopen(at(name), { hooks });
    stores.set(name, opened);
    return opened;
  };
  const sync = (name: string, given: Partial<SyncPorts> = {}): Promise<SyncOutcome> =>
    engineOf(store(name), given).run({ close: true, author });
  return {
    upstream,
    at,
    store,
    close,
    open,
    sync,
    counter: async (name, counterNo) => {
      const made = newStore(at(name), { counterNo, deviceId: deviceOf((devices += 1)) });
      stores.set(name, made);
      await enrolStore(made, upstream);
      return made;
    },
    copy: (from, to) => {
      close(from);
      rmSync(at(to), { recursive: true, force: true });
      cpSync(at(from), at(to), { recursive: true, filter: (path) => !path.endsWith('lock.json') });
    },
    settle: async (...names) => {
      for (const name of names)
        expect([name, await sync(name)]).toEqual([
          name,
          { complete: true, unsent: { acts: 0, blobs: 0, uncountersigned: 0 }, fault: null },
        ]);
    },
    expectAlike: (...names) => {
      const [first, ...others] = names.map((name) => statesOf(store(name)));
      for (const other of others) expect(other).toEqual(first);
      for (const name of names) expect([name, verify({ dataDir: at(name), key: testKey }).faults]).toEqual([name, []]);
      for (const name of names) expectProven(store(name));
    },
    remove: async () => {
      for (const opened of stores.values()) opened.close();
      stores.clear();
      folder.remove();
      await upstream.remove();
    },
  };
}

/** The kept pages are one order without a gap, up to the cursor, and tell the places the acts have. */
function expectProven(store: Store): void {
  const entries = [];
  for (let page = store.sync.pageAbove(0); page !== undefined; page = store.sync.pageAbove(page.page.to?.position ?? 0)) {
    expect(page.page.after?.position ?? 0).toBe(entries.length);
    entries.push(...page.page.entries);
  }
  expect(entries.map(({ position }) => position)).toEqual(entries.map((_, index) => index + 1));
  expect(store.sync.cursor()?.position).toBe(entries.length);
  for (const { actId, epoch, position } of entries)
    if (actId !== null) expect([actId, store.acts.find(actId)?.placement]).toEqual([actId, { epoch, position }]);
}

/** The folded state of every dossier by its id. */
export function statesOf(store: Store): Readonly<Record<string, unknown>> {
  const { rows } = store.dossiers.list({
    tab: 'all',
    text: '',
    offset: 0,
    limit: 500,
    now: '2026-06-09T17:00:00+07:00',
    dueSoonUntil: '2026-06-10',
  });
  return Object.fromEntries(rows.map(({ dossierId }) => [dossierId, store.dossiers.findState(dossierId)]).sort());
}

/** Dossier `n`, accepted at `counterNo`; every counter has its own numbers. */
export const acceptedAt = (counterNo: number, n: number): ActBody => accepted(n, { number: counterNo * 1000 + (n % 900) + 1 });

/** A step on dossier `n` that was made with nothing but the acceptance on screen. */
export const stepOn = {
  note: (act: number, n: number): ActBody => furtherAct(act, n, id(n, 1), 'dossier.noted', { text: `ghi chú ${String(act)}` }),
  takeOver: (act: number, n: number): ActBody => furtherAct(act, n, id(n, 1), 'dossier.takenOver', { fromPersonId: null, note: null }),
  withdraw: (act: number, n: number): ActBody =>
    furtherAct(act, n, id(n, 1), 'dossier.withdrawn', { reason: 'Rút hồ sơ', papersReturned: true }),
};
