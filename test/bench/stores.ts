/** The benchmark's data folders: made once under `.cache/bench`, named by what they are made of, so that a changed schema or generator makes new ones. */
import { createHash } from 'node:crypto';
import {
  closeSync,
  cpSync,
  existsSync,
  fsyncSync,
  mkdirSync,
  mkdtempSync,
  openSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { basename, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { createDesk, type Desk } from '../../electron/app/desk.ts';
import { demoPlan } from '../../electron/app/demo/demo.ts';
import { systemIds } from '../../electron/app/clock.ts';
import type { AppPorts } from '../../electron/app/ports.ts';
import type { PaperPort } from '../../electron/paper/port.ts';
import type { PrintQueue } from '../../electron/paper/print.ts';
import { storeMigrations } from '../../electron/store/migrations/index.ts';
import { importedRows, today, wholeLives } from './dossiers.ts';
import { timed } from './figures.ts';

export const root = fileURLToPath(new URL('../..', import.meta.url));
export const cache = join(root, '.cache', 'bench');
const keyName = 'bench.key';
const hashLength = 12;

/** `lives`: every dossier went through this desk. `register`: one imported act each, which a million can be made of in minutes. */
export type StoreKind = 'lives' | 'register';
export type StoreSpec = { readonly kind: StoreKind; readonly dossiers: number };

/** What the shape of a stored row depends on: tables, frames, rows, words of the search index, and the invented dossiers themselves. */
const sourcesOfRows = [
  'electron/journal/frame.ts',
  'electron/journal/link.ts',
  'electron/store/act-numbers.ts',
  'electron/store/apply-acts.ts',
  'electron/store/cipher.ts',
  'electron/store/dossier-row.ts',
  'electron/store/log-mark.ts',
  'electron/store/search-index.ts',
  'electron/store/search-text.ts',
  'test/bench/dossiers.ts',
  'test/bench/people.ts',
  'test/bench/random.ts',
];

function schemaHash(): string {
  const hash = createHash('sha256');
  for (const migration of storeMigrations) hash.update(String(migration.up));
  for (const file of sourcesOfRows) hash.update(readFileSync(join(root, file)));
  return hash.digest('hex').slice(0, hashLength);
}

/** A made store. `dossiers` is how many it holds before anything is added. */
export type BenchStore = { readonly dataDir: string; readonly dossiers: number; readonly key: Uint8Array };
/** Where a store is or will be; asked once in a run, because sources may change while it runs. */
export type StorePlace = StoreSpec & { readonly dataDir: string };

export function placesOf(specs: readonly StoreSpec[]): readonly StorePlace[] {
  const hash = schemaHash();
  return specs.map((spec) => ({ ...spec, dataDir: join(cache, `${hash}-${spec.kind}-${String(spec.dossiers)}`) }));
}

/** Deletes stores of other schemas than these places', and copies a broken run left behind. */
export function dropOthers([place]: readonly StorePlace[]): void {
  const current = place === undefined ? '' : basename(place.dataDir).slice(0, hashLength);
  for (const name of existsSync(cache) ? readdirSync(cache) : []) {
    if (ours.test(name) && !name.startsWith(`${current}-`)) rmSync(join(cache, name), { recursive: true, force: true });
  }
}

const ours = /^(?:[0-9a-f]{12}-|copy-)/u;

export const isMade = ({ dataDir }: StorePlace): boolean => existsSync(join(dataDir, keyName));

/** Makes the store. Answers acts per second. */
export async function makeStore({ kind, dossiers, dataDir }: StorePlace): Promise<number> {
  const unfinished = `${dataDir}.new`;
  rmSync(unfinished, { recursive: true, force: true });
  mkdirSync(unfinished, { recursive: true });
  let key: Uint8Array | undefined;
  const desk = createDesk(
    benchPorts(unfinished, {
      keep: async (kept) => {
        key = Uint8Array.from(kept);
      },
    }),
  );
  await desk.setUpWith(demoPlan());
  const { store, office } = desk.open();
  const bodies = kind === 'lives' ? wholeLives(store, office(), dossiers) : importedRows(store, dossiers);
  const [{ added }, took] = timed(() => store.commitMany(bodies));
  desk.close();
  writeFileSync(join(unfinished, keyName), key!, { mode: 0o600 });
  renameSync(unfinished, dataDir);
  return (added / took) * 1_000;
}

export function storeAt({ dataDir, dossiers }: StorePlace): BenchStore {
  return { dataDir, dossiers, key: Uint8Array.from(readFileSync(join(dataDir, keyName))) };
}

/** A copy to write into, in `folder`; `remove` deletes it. */
export function copyOf(place: StorePlace, folder: string = cache): BenchStore & { remove(): void } {
  const copy = mkdtempSync(join(folder, 'copy-'));
  cpSync(place.dataDir, copy, { recursive: true });
  syncAll(copy);
  return {
    ...storeAt({ ...place, dataDir: copy }),
    remove: () => {
      rmSync(copy, { recursive: true, force: true });
    },
  };
}

/** Else the copy is still on its way to the disk while something is timed, and a sync that touches the file system's own journal waits for it. */
function syncAll(folder: string): void {
  for (const entry of readdirSync(folder, { withFileTypes: true, recursive: true })) {
    if (!entry.isFile()) continue;
    const fd = openSync(join(entry.parentPath, entry.name), 'r');
    fsyncSync(fd);
    closeSync(fd);
  }
}

const noPaper: PaperPort = {
  renderPdf: () => Promise.reject(new Error('no paper here')),
  renderSvg: () => Promise.reject(new Error('no paper here')),
  renderBook: () => Promise.reject(new Error('no paper here')),
  readRegister: () => Promise.reject(new Error('no paper here')),
  close: () => Promise.resolve(),
};
const noQueue: PrintQueue = {
  list: () => Promise.resolve([]),
  print: () => Promise.reject(new Error('no printer here')),
  status: () => Promise.resolve('unknown'),
};

/** The app's ports at the benchmark's own time of day. */
export function benchPorts(dataDir: string, given: Partial<Pick<AppPorts, 'paper'>> & Partial<AppPorts['keys']> = {}): AppPorts {
  return {
    dataDir,
    clock: { now: () => `${today}T09:15:00.000+07:00` },
    ids: systemIds,
    keys: { keep: given.keep ?? (() => Promise.resolve()) },
    paper: given.paper ?? noPaper,
    queue: noQueue,
    log: () => undefined,
    restart: () => undefined,
  };
}

/** The app's desk on a benchmark store. */
export function openDesk({ dataDir, key }: BenchStore, paper: PaperPort = noPaper): Desk {
  const desk = createDesk(benchPorts(dataDir, { paper }));
  desk.openWith(key);
  return desk;
}
