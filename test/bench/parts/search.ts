/** Search as it is typed, beside the bare FTS query that gives the same page, on one connection. */
import { toMatch, searchQuery } from '../../../electron/store/search-query.ts';
import { openReader } from '../../../electron/store/open-store.ts';
import type { Connection } from '../../../electron/store/connection.ts';
import { today } from '../dossiers.ts';
import { atMostMs, atMostRatio, type Figure, median, megabytes, ms, type Part, percentile, timed, told } from '../figures.ts';
import { type BenchStore, storeAt, type StorePlace } from '../stores.ts';
import { keystrokes, type Typing, typings } from '../typed.ts';
import { startApp } from '../app-worker.ts';

/** As many rows as the list asks for at once. */
export const pageRows = 100;
const moment = { now: `${today}T09:15:00.000+07:00`, dueSoonUntil: '2026-06-09' };

/** The words as prefixes and nothing else: the newest page that has them all, its rows as they are kept. */
function bareQuery({ sql }: Connection): (text: string) => unknown {
  const query = sql(
    `SELECT d.* FROM (SELECT rowid FROM search WHERE search MATCH ? ORDER BY rowid DESC LIMIT ${String(pageRows)}) AS found CROSS JOIN dossier AS d ON d.n = found.rowid`,
  );
  return (text) => {
    const search = searchQuery(text);
    return search === undefined ? [] : query.all(toMatch(search.key));
  };
}

export async function searchPart(place: StorePlace, each: number, workerFile: URL): Promise<Part> {
  const store = storeAt(place);
  const reader = openReader(store);
  const texts = typings(place.dossiers, each, (n) => codeOf(reader.connection, n));
  const many = place.dossiers.toLocaleString('en');
  const list = (text: string) => reader.dossiers.list({ ...moment, tab: 'all', text, limit: pageRows, offset: 0 });
  const bare = bareQuery(reader.connection);
  const [ours, theirs]: [number[], number[]] = [[], []];
  const byKind = new Map<string, number[]>();
  for (const { kind, whole } of texts) {
    for (const text of keystrokes(whole)) {
      // Whoever goes first pays for the pages the other one finds in memory.
      const swap = ours.length % 2 === 1;
      if (swap) theirs.push(timed(() => bare(text))[1]);
      const [, took] = timed(() => list(text));
      if (!swap) theirs.push(timed(() => bare(text))[1]);
      ours.push(took);
      byKind.set(kind, [...(byKind.get(kind) ?? []), took]);
    }
  }
  const counts = [...countFigures(reader, texts), watchFigure(reader)];
  reader.close();
  const calls = await throughWorker(store, texts, workerFile);
  const p95 = { ours: percentile(ours, 0.95), theirs: percentile(theirs, 0.95) };
  const slowest = [...byKind]
    .map(([kind, took]) => [kind, percentile(took, 0.95)] as const)
    .sort((a, b) => b[1] - a[1])
    .slice(0, 3);
  return {
    figures: [
      atMostMs(
        `search as you type at ${many}: call to the worker, p95 of ${String(calls.took.length)} keystrokes`,
        percentile(calls.took, 0.95),
        50,
        `p50 ${ms(median(calls.took))}, p95 ${ms(percentile(calls.took, 0.95))}, max ${ms(Math.max(...calls.took))}`,
      ),
      atMostRatio(
        `search at ${many}: list query / bare FTS query, p95`,
        `p95 ${ms(p95.ours)} / ${ms(p95.theirs)}; p50 ${ms(median(ours))} / ${ms(median(theirs))}`,
        p95.ours / p95.theirs,
        2,
      ),
      told(`search at ${many}: slowest kinds, p95`, slowest.map(([kind, took]) => `${kind} ${ms(took)}`).join(', ')),
      ...counts,
      told(`app process at ${many} after ${String(calls.took.length)} searches`, megabytes(calls.rss)),
    ],
    growth: {
      dossiers: place.dossiers,
      figures: { 'search p95 ms': percentile(calls.took, 0.95), 'search / bare': p95.ours / p95.theirs, 'app MB': calls.rss / 2 ** 20 },
    },
  };
}

/** What the header is told after every change. */
function watchFigure(reader: ReturnType<typeof openReader>): Figure {
  const took = Array.from(
    { length: 20 },
    () => timed(() => [reader.dossiers.count({ ...moment, text: '' }), reader.acts.unsentCount()])[1],
  );
  return told('the numbers of the header, told after every change', `p50 ${ms(median(took))}, max ${ms(Math.max(...took))}`);
}

function countFigures(reader: ReturnType<typeof openReader>, texts: readonly Typing[]): readonly Figure[] {
  const count = (text: string): number => timed(() => reader.dossiers.count({ ...moment, text }))[1];
  const whole = Array.from({ length: 20 }, () => count(''));
  const typed = texts
    .slice(0, 60)
    .flatMap(({ whole: text }) => keystrokes(text))
    .map(count);
  return [
    told('tab counts of the whole list', `p50 ${ms(median(whole))}, max ${ms(Math.max(...whole))}`),
    told('tab counts of a search', `p50 ${ms(median(typed))}, p95 ${ms(percentile(typed, 0.95))}, max ${ms(Math.max(...typed))}`),
  ];
}

async function throughWorker(
  store: BenchStore,
  texts: readonly Typing[],
  workerFile: URL,
): Promise<{ readonly took: readonly number[]; readonly rss: number }> {
  const app = await startApp(store, workerFile);
  await app.signIn();
  const took: number[] = [];
  for (const { whole } of texts) {
    for (const text of keystrokes(whole)) {
      const startedAt = performance.now();
      await app.api.dossier.find({ text, tab: 'all', offset: 0, limit: pageRows });
      took.push(performance.now() - startedAt);
    }
  }
  const { rss } = process.memoryUsage();
  await app.stop();
  return { took, rss };
}

function codeOf({ sql }: Connection, n: number): string {
  return sql<{ code: string }>('SELECT dossier_code AS code FROM dossier WHERE n = ?').get(n + 1)!.code;
}
