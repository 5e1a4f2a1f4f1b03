/**
 * `npm run bench`: the figures of the design's speed table that this machine can tell, as ratios within one run. It judges nothing: the exit code is 0
 * also when a figure is over its bar. `--dossiers N` (accept, receipt, start), `--search N`, `--quick` (small stores), `--growth` (sizes in between), `--json`.
 * `--sync 0.5,1,5`: only accept, in memory, each sync held back so many milliseconds as slower disks do; needs strace.
 */
import { parseArgs } from 'node:util';
import { join } from 'node:path';
import { build } from 'vite';
import { nodeBundle } from '../../build/vite.node.config.ts';
import { figureTable, type Figure, type Growth, growthTable, type Part, told } from './figures.ts';
import { machine, machineLine } from './machine.ts';
import { startFigure } from './parts/start.ts';
import { runPart } from './run-part.ts';
import { cache, dropOthers, isMade, placesOf, type StorePlace, type StoreSpec } from './stores.ts';

type Options = {
  readonly dossiers: number;
  readonly search: number;
  readonly growth: boolean;
  readonly each: number;
  readonly json: boolean;
  /** Milliseconds a sync is held back, each measured by itself. */
  readonly syncs: readonly number[];
};

function options(): Options {
  const { values } = parseArgs({
    options: {
      dossiers: { type: 'string' },
      search: { type: 'string' },
      quick: { type: 'boolean', default: false },
      growth: { type: 'boolean', default: false },
      json: { type: 'boolean', default: false },
      sync: { type: 'string' },
    },
  });
  const { quick, growth, json } = values;
  return {
    dossiers: Number(values.dossiers ?? (quick ? 2_000 : 100_000)),
    search: Number(values.search ?? (quick ? 20_000 : 1_000_000)),
    each: quick ? 5 : 20,
    growth,
    json,
    syncs: values.sync === undefined ? [] : values.sync.split(',').map(Number),
  };
}

/** Progress goes to stderr, so that stdout is the result alone. */
const say = (text: string): void => {
  process.stderr.write(`${text}\n`);
};

async function makeAll(places: readonly StorePlace[]): Promise<readonly Figure[]> {
  const missing = places.filter((place) => !isMade(place));
  for (const { kind, dossiers } of missing) say(`making ${dossiers.toLocaleString('en')} dossiers (${kind}) …`);
  const made = await Promise.all(missing.map(async (place) => ({ place, rate: await runPart<number>({ part: 'make', place }) })));
  return made.flatMap(({ place: { dossiers, kind }, rate }) =>
    dossiers < 1_000 ? [] : [told(`acts in bulk up to ${dossiers.toLocaleString('en')} dossiers (${kind})`, `${rate.toFixed(0)} acts/s`)],
  );
}

/** A file system in memory, where a sync costs nothing: what it is held back is then all it costs, also on a machine whose disk is busy. */
const inMemory = '/dev/shm';

/** Accept on disks that sync as slowly as they are told to. */
async function slowDisks(dossiers: number, syncs: readonly number[]): Promise<readonly Figure[]> {
  const places = placesOf([{ kind: 'lives', dossiers }]);
  await makeAll(places);
  const figures: Figure[] = [];
  for (const place of places) {
    for (const syncMs of syncs) {
      say(`accept, each sync held back ${String(syncMs)} ms …`);
      const { figures: found } = await runPart<Part>({ part: 'accept', place, folder: inMemory }, syncMs);
      figures.push(...found.map((figure) => ({ ...figure, work: `sync + ${String(syncMs)} ms: ${figure.work}` })));
    }
  }
  return figures;
}

async function main(): Promise<void> {
  const { syncs, ...rest } = options();
  if (syncs.length === 0) return all(rest);
  const figures = await slowDisks(rest.dossiers, syncs);
  if (rest.json) console.log(JSON.stringify({ machine: machine(), figures }, null, 2));
  else console.log([machineLine(machine()), '', figureTable(figures)].join('\n'));
}

async function all({ dossiers, search, growth, each, json }: Omit<Options, 'syncs'>): Promise<void> {
  const between = growth ? [1_000, 10_000, 100_000, 1_000_000].filter((size) => size < search) : [];
  const specs: StoreSpec[] = [
    { kind: 'lives', dossiers: 0 },
    { kind: 'lives', dossiers },
    { kind: 'register', dossiers: search },
    ...between.map((size): StoreSpec => ({ kind: 'register', dossiers: size })),
  ];
  const places = placesOf(specs);
  const [empty, desk, register, ...smaller] = places;
  if (empty === undefined || desk === undefined || register === undefined) throw new Error('three stores are needed');
  dropOthers(places);
  const figures: Figure[] = [...(await makeAll(places))];
  say('bundling the app worker …');
  await build(nodeBundle('app/worker.cjs', cache));
  const workerFile = join(cache, 'app', 'worker.cjs');
  const growths = new Map<number, Growth>();

  const take = ({ figures: found, growth: grown }: Part, isShown = true): void => {
    if (isShown) figures.push(...found);
    if (grown !== undefined)
      growths.set(grown.dossiers, { dossiers: grown.dossiers, figures: { ...growths.get(grown.dossiers)?.figures, ...grown.figures } });
  };
  say('accept …');
  take(await runPart<Part>({ part: 'accept', place: desk }));
  say('search …');
  take(await runPart<Part>({ part: 'search', place: register, each, workerFile }));
  say('search while a backup, a register print and an import run …');
  take(await runPart<Part>({ part: 'busy', place: register, each: Math.ceil(each / 2) }));
  say('receipt …');
  take(await runPart<Part>({ part: 'receipt', place: desk }));
  say('start …');
  figures.push(...(await startFigure(empty, desk, workerFile)));
  for (const size of growth ? [...smaller, register] : []) {
    say(`growth: ${size.dossiers.toLocaleString('en')} …`);
    take(await runPart<Part>({ part: 'accept', place: size }), false);
    if (size !== register) take(await runPart<Part>({ part: 'search', place: size, each, workerFile }), false);
  }

  const grown = [...growths.values()].sort((a, b) => a.dossiers - b.dossiers);
  if (json) console.log(JSON.stringify({ machine: machine(), figures, growth: grown }, null, 2));
  else console.log([machineLine(machine()), '', figureTable(figures), '', growthTable(grown)].join('\n'));
}

await main();
