/** Records one command of the counter, lets the power fail in it many times, and looks after each time whether every promise held. */
import { mkdtempSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { isStoreFault } from '../../../electron/store/fault.ts';
import { randomFrom } from '../../helpers/random.ts';
import { type Cut, diskOf, hashOf, putTree, readTree, type Share, type Tree } from './disk.ts';
import { recorded } from './recorded.ts';
import type { DiskEvent } from './system-calls.ts';

/** What was heard of a command before the power failed. */
export type Heard = {
  /** Whole lines of stdout: what it confirmed. */
  readonly said: readonly unknown[];
  /** Whole lines of stderr. */
  readonly told: string;
};

export type PowerDrill = {
  /** The folder that is the counter's disk, in its place at every look. */
  readonly path: string;
  readonly env: NodeJS.ProcessEnv;
  /** Of the counter's command line, unless `program` says what runs instead. */
  readonly args: readonly string[];
  readonly program?: string;
  readonly stdin?: string;
  /** Runs in the command's process before it. */
  readonly preload?: string;
  /** Its promises hold also where names come to the disk late, as on Windows. */
  readonly namesMayBeLate?: boolean;
  /** What was promised and does not hold on the disk as the power left it, each in a sentence. Asked in the order the power failed. */
  judge(heard: Heard): Promise<readonly string[]>;
  counts?(): Readonly<Record<string, number>>;
  remove(): void;
};
/** `under`: where its folder is made. */
export type MakePowerDrill = (under: string) => Promise<PowerDrill>;

export type PowerCounts = {
  /** Different disks that were looked at. */
  readonly states: number;
  /** Of them, after something was confirmed. */
  readonly afterSaid: number;
  /** Calls recorded, and of them those that bring something to the disk. */
  readonly calls: number;
  readonly syncs: number;
  readonly counts: Readonly<Record<string, number>>;
  readonly broken: readonly string[];
};
export type PowerSize = { readonly states: number; readonly seed: number; readonly under: string; readonly mostMs?: number };

/** As many broken promises are told of one command. */
const mostBroken = 5;

export async function powerDrill(make: MakePowerDrill, { states, seed, under, mostMs = Infinity }: PowerSize): Promise<PowerCounts> {
  const cache = mkdtempSync(join(under, 'mot-cua-compiled-'));
  const forget = withEnvironment({ NODE_COMPILE_CACHE: cache });
  const one = await make(under);
  // The looks are commands too, in this process.
  const forgetConfig = withEnvironment({ XDG_CONFIG_HOME: one.env['XDG_CONFIG_HOME'] });
  try {
    const before = readTree(one.path);
    const { exitCode, events, errors } = await recorded(one.path, one);
    const syncs = events.filter(({ kind }) => kind === 'sync').length;
    const broken: string[] = [];
    if (exitCode !== 0) broken.push(`the command ended with ${String(exitCode)}: ${errors}`);
    broken.push(...misread(one.path, before, events));
    let [looked, afterSaid] = [0, 0];
    const endsAt = performance.now() + mostMs;
    for (const { tree, heard, where } of cutsOf(one, before, events, states, randomFrom(seed))) {
      if (broken.length >= mostBroken || performance.now() > endsAt) break;
      putTree(one.path, tree);
      looked += 1;
      if (heard.said.length > 0) afterSaid += 1;
      broken.push(...(await judged(one, heard)).map((what) => `${where}: ${what}`));
    }
    return { states: looked, afterSaid, calls: events.length, syncs, counts: one.counts?.() ?? {}, broken };
  } finally {
    forgetConfig();
    forget();
    one.remove();
    rmSync(cache, { recursive: true, force: true });
  }
}

/** Of this process and what it starts, until what it answers is called. */
function withEnvironment(values: Readonly<Record<string, string | undefined>>): () => void {
  const before = Object.keys(values).map((name) => [name, process.env[name]] as const);
  const set = (name: string, value: string | undefined): void => {
    if (value === undefined) Reflect.deleteProperty(process.env, name);
    else process.env[name] = value;
  };
  for (const [name, value] of Object.entries(values)) set(name, value);
  return () => {
    for (const [name, value] of before) set(name, value);
  };
}

/** A start that throws is a promise that does not hold. */
async function judged(one: PowerDrill, heard: Heard): Promise<readonly string[]> {
  try {
    return await one.judge(heard);
  } catch (error) {
    return [isStoreFault(error) ? `${error.code} ${JSON.stringify(error.details)}` : String(error)];
  }
}

/** What was read of the calls must lead to what really lies there, or nothing of it can be believed. */
function misread(path: string, before: Tree, events: readonly DiskEvent[]): readonly string[] {
  const disk = diskOf(path, before);
  for (const event of events) disk.apply(event);
  const [seen, there] = [disk.seen(), readTree(path)];
  return [...new Set([...seen.keys(), ...there.keys()])]
    .filter((place) => !place.endsWith('-shm'))
    .filter((place) => !sameContent(seen.get(place), there.get(place)))
    .map((place) => `${place} is not what the calls made of it`);
}

function sameContent(a: Buffer | null | undefined, b: Buffer | null | undefined): boolean {
  return Buffer.isBuffer(a) && Buffer.isBuffer(b) ? a.equals(b) : a === b;
}

/** The ends of what a disk may be: nothing, all and the later of what was not synced. Where the dice say what is there comes after. */
const shares: readonly Share[] = ['none', 'all', 'some'];
const datas = [...shares, 'later'] as const;
const anyOf: readonly Cut[] = [true, false].flatMap((inOrder) =>
  shares.flatMap((names) => datas.map((data) => ({ names, data, inOrder }))),
);
const late: readonly Cut[] = (['none', 'some'] as const).flatMap((names) =>
  datas.map((data) => ({ names, data, inOrder: true, isLate: true })),
);
const hasNoDice = ({ names, data }: Cut): boolean => names !== 'some' && data !== 'some';

type Left = { readonly tree: Tree; readonly heard: Heard; readonly where: string };

/** At most `most` different ones, in the order of the calls: before and after every sync the ends, and the rest anywhere. */
function* cutsOf(
  { path, namesMayBeLate = false }: PowerDrill,
  before: Tree,
  events: readonly DiskEvent[],
  most: number,
  random: () => number,
): Generator<Left> {
  const chosen = chosenCuts(events, namesMayBeLate ? [...anyOf, ...late] : anyOf, most, random);
  const disk = diskOf(path, before);
  const seen = new Set<string>();
  let [said, told] = ['', ''];
  for (let done = 0; done <= events.length; done += 1) {
    for (const cut of chosen.get(done) ?? []) {
      const tree = disk.afterCut(cut, random);
      const hash = `${hashOf(tree)} ${String(said.length)}`;
      if (seen.has(hash)) continue;
      seen.add(hash);
      yield {
        tree,
        heard: { said: linesOf(said), told },
        where: `call ${String(done)}, ${describe(events[done])}, ${JSON.stringify(cut)}`,
      };
    }
    const event = events[done];
    if (event === undefined) return;
    if (event.kind === 'said') said += event.text;
    else if (event.kind === 'told') told += event.text;
    else disk.apply(event);
  }
}

/** Cuts by the number of calls done before them. */
function chosenCuts(
  events: readonly DiskEvent[],
  cuts: readonly Cut[],
  most: number,
  random: () => number,
): ReadonlyMap<number, readonly Cut[]> {
  const upTo = (many: number): number => Math.floor(random() * many);
  // Before a sync most is open; behind what was said everything must hold.
  const corners = events.flatMap(({ kind }, index) => (kind === 'sync' ? [index] : kind === 'said' ? [index + 1] : []));
  const ends = corners.flatMap((done) => cuts.filter(hasNoDice).map((cut) => ({ done, cut })));
  const share = Math.min(1, most / 2 / ends.length);
  // The power seldom fails in the middle: minutes after a command has ended, not one of its calls may be missing that matters.
  const chosen = new Map<number, Cut[]>([[events.length, [...cuts]]]);
  const choose = (done: number, cut: Cut): void => void chosen.set(done, [...(chosen.get(done) ?? []), cut]);
  for (const { done, cut } of ends) if (random() < share) choose(done, cut);
  const rest = most - [...chosen.values()].flat().length;
  for (let more = 0; more < rest; more += 1) {
    // Three of four where most is open.
    const done = random() < 0.75 ? (corners[upTo(corners.length)] ?? 0) : upTo(events.length + 1);
    choose(done, cuts[upTo(cuts.length)] ?? { names: 'none', data: 'none', inOrder: true });
  }
  return chosen;
}

function describe(event: DiskEvent | undefined): string {
  if (event === undefined) return 'the end';
  return 'path' in event ? `${event.kind} ${event.path.split('/').slice(-2).join('/')}` : event.kind;
}

const linesOf = (text: string): readonly unknown[] =>
  text
    .split('\n')
    .slice(0, -1)
    .map((line) => JSON.parse(line) as unknown);
