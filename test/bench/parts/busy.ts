/**
 * Search while the desk has all its long work at once: a backup, the print of a register of 7,000 rows and an import, each begun again when it is done. The app worker
 * and its paper processes are those of the sources. Before that each work by itself, for the memory it takes.
 */
import { randomUUID } from 'node:crypto';
import { formatDossierCode } from '#shared/domain/dossier/code.ts';
import type { ActBody } from '#shared/journal/act.ts';
import { importChunkBytes } from '#shared/contract/register.ts';
import { openReader } from '../../../electron/store/open-store.ts';
import { type AppWorker, startApp } from '../app-worker.ts';
import { today, wholeLives } from '../dossiers.ts';
import { atMostMs, type Figure, median, ms, type Part, percentile, told } from '../figures.ts';
import { runPart } from '../run-part.ts';
import { type BenchStore, copyOf, openDesk, type StorePlace } from '../stores.ts';
import { keystrokes, typings } from '../typed.ts';
import { memoryNow, memoryText, mostDuring } from './memory.ts';
import { pageRows } from './search.ts';

const registerRows = 7_000;
const importRows = 2_000;

type Work = { readonly name: string; readonly once: (turn: number) => Promise<void> };
type Done = { readonly name: string; readonly times: number; readonly took: readonly number[] };

export async function busyPart(place: StorePlace, each: number): Promise<Part> {
  const copy = copyOf(place);
  // Elsewhere: what making rows leaves behind in memory would be counted as the app's.
  await runPart<null>({ part: 'add-register', place: { ...place, dataDir: copy.dataDir } });
  const part = await busyOn(copy, each);
  copy.remove();
  return part;
}

/** On a store that holds the register already; writes into it. */
export async function busyOn(store: BenchStore, each: number): Promise<Part> {
  const texts = textsOf(store, each);
  const app = await startApp(store, new URL('../../../electron/app/worker.ts', import.meta.url), 'fork');
  await app.signIn();
  const many = store.dossiers.toLocaleString('en');
  const memory: Figure[] = [];
  const note = (when: string, found: Awaited<ReturnType<typeof memoryNow>>) => {
    memory.push(told(`memory at ${many} dossiers, ${when}`, memoryText(found)));
  };
  note('at rest', await memoryNow(app));
  const alone = await typed(app, texts);
  note(`after ${String(alone.length)} searches`, await memoryNow(app));
  for (const { name, once } of works(app)) note(`during ${name}, most`, await mostDuring(app, once(0)));
  const all = allAtOnce(app, texts, alone.length);
  note('all of it at once, most', await mostDuring(app, all));
  const { busy, done } = await all;
  await app.stop();
  return {
    figures: [
      atMostMs(
        `search at ${many} while a backup, a ${registerRows.toLocaleString('en')}-row register print and an import run, p95 of ${String(busy.length)} keystrokes`,
        percentile(busy, 0.95),
        80,
        `p50 ${ms(median(busy))}, p95 ${ms(percentile(busy, 0.95))}, p99 ${ms(percentile(busy, 0.99))}, max ${ms(Math.max(...busy))}; alone p95 ${ms(percentile(alone, 0.95))}`,
      ),
      told('the long work meanwhile', done.map(({ name, times, took }) => `${name} ${String(times)} ×, ${ms(median(took))}`).join('; ')),
      ...memory,
    ],
  };
}

/** Types until every kind of work has been done once at least, and `least` keystrokes. */
async function allAtOnce(app: AppWorker, texts: readonly string[], least: number) {
  const over = new AbortController();
  const working = works(app).map((work) => again(work, over.signal));
  const busy: number[] = [];
  const turns = { isOver: false };
  const noted = Promise.all(working.map(({ first }) => first)).then(() => {
    turns.isOver = true;
    return turns;
  });
  while (!turns.isOver || busy.length < least) busy.push(...(await typed(app, texts)));
  await noted;
  over.abort();
  return { busy, done: await Promise.all(working.map(({ ended }) => ended)) };
}

export function addRegister(store: BenchStore): null {
  const desk = openDesk(store);
  const open = desk.open();
  open.store.commitMany(ofTheirOwn(wholeLives(open.store, open.office(), registerRows)));
  desk.close();
  return null;
}

/** The store's own rows have taken the first ids of the family. */
function* ofTheirOwn(bodies: Iterable<ActBody>): Generator<ActBody> {
  const renamed = (id: string): string => id.replace('-7001-', '-7003-');
  for (const body of bodies) yield { ...body, id: renamed(body.id), basedOn: body.basedOn === null ? null : renamed(body.basedOn) };
}

function textsOf(store: BenchStore, each: number): readonly string[] {
  const reader = openReader(store);
  const codeOf = (n: number): string =>
    reader.connection.sql<{ code: string }>('SELECT dossier_code AS code FROM dossier WHERE n = ?').get(n + 1)!.code;
  const texts = typings(store.dossiers, each, codeOf).flatMap(({ whole }) => keystrokes(whole));
  reader.close();
  return texts;
}

async function typed({ api }: AppWorker, texts: readonly string[]): Promise<number[]> {
  const took: number[] = [];
  for (const text of texts) {
    const startedAt = performance.now();
    await api.dossier.find({ text, tab: 'all', offset: 0, limit: pageRows });
    took.push(performance.now() - startedAt);
  }
  return took;
}

function works({ api }: AppWorker): readonly Work[] {
  return [
    { name: 'backup', once: async () => drained(await api.backup.run({ reason: 'command' })) },
    {
      name: 'register print',
      once: async () => drained(await api.registerBook.print({ commandId: randomUUID(), year: 2026, volume: '02', printer: null })),
    },
    { name: 'import', once: (turn) => importOnce(api, turn) },
  ];
}

async function drained(stream: AsyncIterable<unknown>): Promise<void> {
  for await (const _ of stream) void _;
}

async function importOnce({ register }: AppWorker['api'], turn: number): Promise<void> {
  const head = 'Mã hồ sơ,Tên thủ tục,Họ và tên,Ngày tiếp nhận,Ngày hẹn trả';
  const line = (n: number): string => {
    const date = `2019-${String(1 + (turn % 12)).padStart(2, '0')}-${String(1 + Math.floor(n / 800)).padStart(2, '0')}`;
    const [year, month, day] = date.split('-');
    const code = formatDossierCode('000.05.24.H11', date as typeof today, 1 + (n % 800));
    return `${code},Chứng thực bản sao,Người Thử ${String(n)},${day}/${month}/${year} 08:00,${day}/${month}/${year} 17:00`;
  };
  const bytes = Buffer.from([head, ...Array.from({ length: importRows }, (_, n) => line(n))].join('\n'), 'utf8');
  const { importId } = await register.begin({ fileName: 'so.csv', byteLength: bytes.byteLength });
  for (let offset = 0; offset < bytes.byteLength; offset += importChunkBytes)
    await register.chunk({ importId, offset, base64: bytes.subarray(offset, offset + importChunkBytes).toString('base64') });
  await register.preview({ importId });
  await drained(await register.run({ importId }));
}

function again({ name, once }: Work, signal: AbortSignal): { readonly first: Promise<void>; readonly ended: Promise<Done> } {
  const first = Promise.withResolvers<void>();
  const took: number[] = [];
  const run = async (): Promise<Done> => {
    for (let turn = 1; !signal.aborted; turn += 1) {
      const startedAt = performance.now();
      await once(turn);
      took.push(performance.now() - startedAt);
      first.resolve();
    }
    return { name, times: took.length, took };
  };
  const ended = run();
  ended.catch(first.reject);
  return { first: first.promise, ended };
}
