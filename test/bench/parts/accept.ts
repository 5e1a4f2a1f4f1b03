/** Acceptance beside one bare durable insert: same cipher, same pragmas, same disk, same bytes, in turn. */
import { closeSync, fdatasyncSync, openSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { bodyBytes } from '#shared/journal/body.ts';
import type { Act } from '#shared/journal/act.ts';
import { buildAccepted } from '../../../electron/app/service/accept.ts';
import { readOfficeData } from '../../../electron/app/service/office-data.ts';
import { openEncrypted } from '../../../electron/store/cipher.ts';
import { openStore } from '../../../electron/store/open-store.ts';
import type { StoreHooks } from '../../../electron/store/store.ts';
import { acceptingId, receptionOf, today } from '../dossiers.ts';
import { atMostRatio, median, megabytes, ms, type Part, percentile, timed, told } from '../figures.ts';
import { type BenchStore, copyOf, type StorePlace } from '../stores.ts';

const warmUp = 40;
const rounds = 8;
const perRound = 60;
const phases = ['decide', 'rows', 'log', 'commit'] as const;
type Phase = (typeof phases)[number];

/** `folder`: where the copy is made that is written into; beside the kept stores by default. */
export async function acceptPart(place: StorePlace, folder?: string): Promise<Part> {
  const copy = copyOf(place, folder);
  const desk = acceptingDesk(copy);
  const bare = bareTable(copy);
  const [whole, plain, ratios]: [number[], number[], number[]] = [[], [], []];
  for (let n = 0; n < warmUp; n += 1) bare.insert(desk.accept(n).act);
  desk.forget();
  for (let round = 0; round < rounds; round += 1) {
    const [ours, theirs]: [number[], number[]] = [[], []];
    for (let turn = 0; turn < perRound; turn += 1) {
      const { act, took } = desk.accept(warmUp + round * perRound + turn);
      ours.push(took);
      theirs.push(bare.insert(act));
    }
    whole.push(...ours);
    plain.push(...theirs);
    ratios.push(median(ours) / median(theirs));
  }
  const rss = process.memoryUsage().rss;
  const sync = syncOf(copy.dataDir, whole.length);
  bare.close();
  desk.close();
  copy.remove();
  const many = place.dossiers.toLocaleString('en');
  const parts = phases.map((phase) => `${phase} ${ms(median(desk.took[phase]))}`).join(', ');
  return {
    figures: [
      atMostRatio(
        `accept at ${many} dossiers / bare encrypted insert, p50 (median of ${String(rounds)} rounds)`,
        `p50 ${ms(median(whole))}, p95 ${ms(percentile(whole, 0.95))}; bare p50 ${ms(median(plain))}`,
        median(ratios),
        3,
      ),
      told(`accept at ${many}: where the time goes, p50`, `${parts}; one fdatasync of this disk ${ms(sync)}; memory ${megabytes(rss)}`),
    ],
    growth: { dossiers: place.dossiers, figures: { 'accept p50 ms': median(whole), 'accept / bare': median(ratios) } },
  };
}

type AcceptingDesk = {
  accept(n: number): { readonly act: Act; readonly took: number };
  /** Milliseconds of every acceptance: deciding (due date, numbers, checks), rows and search words, the log's frame, the transaction. */
  readonly took: Readonly<Record<Phase, number[]>>;
  forget(): void;
  close(): void;
};

function acceptingDesk(bench: BenchStore): AcceptingDesk {
  const took: Record<Phase, number[]> = { decide: [], rows: [], log: [], commit: [] };
  let since = 0;
  const ended = (phase: Phase): void => {
    const now = performance.now();
    took[phase].push(now - since);
    since = now;
  };
  const hooks: StoreHooks = {
    insideTransaction: () => {
      ended('rows');
    },
    afterLogSync: () => {
      ended('log');
    },
  };
  const store = openStore({ ...bench, hooks });
  const office = readOfficeData(store, today);
  const author = { actorId: 'bench', recordedAt: `${today}T09:15:00.000+07:00` };
  return {
    took,
    accept: (n) => {
      const command = {
        commandId: acceptingId(bench.dossiers + n),
        reception: receptionOf(bench.dossiers + n, null),
        settledAtDesk: false,
      };
      const [[act], whole] = timed(() => {
        since = performance.now();
        const made = store.commitWith((reader) => {
          const body = buildAccepted(reader, office, author, command);
          ended('decide');
          return [body];
        });
        ended('commit');
        return made;
      });
      return { act: act!, took: whole };
    },
    forget: () => {
      for (const phase of phases) took[phase].length = 0;
    },
    close: () => {
      store.close();
    },
  };
}

function bareTable({ dataDir, key }: BenchStore): { insert(act: Act): number; close(): void } {
  const db = openEncrypted(join(dataDir, 'bare.db'), key, 'create');
  db.exec('CREATE TABLE bare (id TEXT PRIMARY KEY, body BLOB NOT NULL) STRICT');
  const insert = db.prepare('INSERT INTO bare (id, body) VALUES (?, ?)');
  return {
    insert: ({ body }) => {
      const bytes = bodyBytes(body);
      return timed(() => insert.run(body.id, bytes))[1];
    },
    close: () => {
      db.close();
    },
  };
}

/** What the disk takes to keep one appended frame: the floor under both sides, paid once by the bare insert and twice by a command. */
function syncOf(folder: string, times: number): number {
  const fd = openSync(join(folder, 'sync.raw'), 'w');
  const frame = Buffer.alloc(2_500, 1);
  const took = Array.from({ length: times }, () => {
    writeSync(fd, frame);
    return timed(() => {
      fdatasyncSync(fd);
    })[1];
  });
  closeSync(fd);
  return median(took);
}
