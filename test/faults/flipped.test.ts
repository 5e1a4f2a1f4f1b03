/**
 * A byte flipped, an end cut off, a file gone, a file of a newer app, in every kind of file a counter writes: it is noticed at the start, by `verify` or when the file is used;
 * what triage says is done, and every confirmed code is there once, `verify` green, and work goes on. `SEED=n` repeats the bytes.
 */
import { readFileSync, renameSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { randomFrom } from '../helpers/random.ts';
import { newSeed } from './kills/drill.ts';
import { cutShort, type DamagedWorld, damagedWorld, type FileKind, flip, kinds, makeNewer, type Way } from './damage/damaged.ts';
import { mend, whatIsWrong, whoNotices } from './damage/notice.ts';

const seed = newSeed();
const random = randomFrom(seed);
/** So many bytes or ends of each kind are tried. */
const times: Readonly<Record<Way, number>> = { 'a byte flipped': 3, 'cut short': 2, deleted: 1, 'from a newer version': 1 };

type Expected = { readonly notice: RegExp; readonly words: string };

/** Who notices what, and what is done then. */
const expected: Readonly<Record<FileKind, Partial<Readonly<Record<Way, Expected>>>>> = {
  'store.db': {
    'a byte flipped': {
      notice: /^(?:start: store-damaged|verify: .*page.*)$/u,
      words: 'a page does not fit its signature; restored from backup and log',
    },
    'cut short': { notice: /^start: store-damaged$/u, words: 'does not open; restored from backup and log' },
    deleted: { notice: /^start: store-missing$/u, words: 'is no new counter; restored from backup and log' },
    'from a newer version': { notice: /^start: store-from-newer-version$/u, words: 'refused; the newer app goes on with it' },
  },
  'store.db-wal': {
    'a byte flipped': { notice: /^(?:start: completed from the log|nobody)$/u, words: 'read up to there; the rest comes from the log' },
    'cut short': { notice: /^(?:start: completed from the log|nobody)$/u, words: 'read up to there; the rest comes from the log' },
    deleted: { notice: /^start: completed from the log$/u, words: 'everything since comes from the log' },
  },
  'journal.log': {
    // The last frame, with nothing behind it, is taken for a write that was cut off.
    'a byte flipped': {
      notice: /^(?:start: (?:journal-\S+|completed the log)|verify: .*log-frame.*)$/u,
      words: 'a frame does not fit its seal; made anew',
    },
    'cut short': { notice: /^start: (?:completed the log|journal-log-damaged)$/u, words: 'filled up from the store' },
    deleted: { notice: /^start: journal-log-missing$/u, words: 'made anew once a person says that it is lost' },
    'from a newer version': { notice: /^start: store-from-newer-version$/u, words: 'refused; the newer app goes on with it' },
  },
  papers: {
    'a byte flipped': { notice: /^verify: .*(?:page|blob).*$/u, words: 'a page does not fit its signature; mended from its copy' },
    'cut short': { notice: /^verify: .*page.*$/u, words: 'cannot be read; mended from its copy' },
    deleted: { notice: /^verify: archive-missing$/u, words: 'named paper by paper; brought back from its copy' },
    'from a newer version': { notice: /^verify: store-from-newer-version$/u, words: 'refused; the newer app goes on with it' },
  },
  backup: {
    'a byte flipped': { notice: /^restore: bytes$/u, words: 'does not fit its hash; the one before it is taken' },
    'cut short': { notice: /^restore: bytes$/u, words: 'does not fit its hash; the one before it is taken' },
    deleted: { notice: /^restore: no backup$/u, words: 'is no backup; the one before it is taken' },
    'from a newer version': { notice: /^restore: bytes$/u, words: 'does not fit its hash; the one before it is taken' },
  },
  manifest: {
    'a byte flipped': {
      notice: /^restore: \S.*$/u,
      words: 'does not fit its backup, or is a remark; the one before it is taken, or this one',
    },
    'cut short': { notice: /^restore: no backup$/u, words: 'a file without one is no backup; the one before it is taken' },
    deleted: { notice: /^restore: no backup$/u, words: 'a file without one is no backup; the one before it is taken' },
    'from a newer version': { notice: /^restore: store-from-newer-version$/u, words: 'refused; the newer app goes on with it' },
  },
  'papers in the backup': {
    'a byte flipped': {
      notice: /^(?:restore: [12] papers named|nobody)$/u,
      words: 'wanted back, the papers that are whole in it come, the others are named',
    },
    'cut short': {
      notice: /^restore: [12] papers named$/u,
      words: 'wanted back, the papers that are whole in it come, the others are named',
    },
    deleted: { notice: /^restore: 2 papers named$/u, words: 'wanted back, it is not there and the papers are named' },
    'from a newer version': {
      notice: /^restore: 2 papers named$/u,
      words: 'wanted back, it cannot be read here and the papers are named',
    },
  },
  'recovery.json': {
    'a byte flipped': {
      notice: /^use: recovery-(?:code-wrong|file-damaged)$/u,
      words: 'the code opens nothing; a new one is made by whoever has the key',
    },
    'cut short': { notice: /^use: recovery-file-damaged$/u, words: 'a new code is made by whoever has the key' },
    deleted: { notice: /^use: recovery-file-missing$/u, words: 'a new code is made by whoever has the key' },
    'from a newer version': { notice: /^use: recovery-file-damaged$/u, words: 'refused' },
  },
  'key file': {
    'a byte flipped': { notice: /^start: (?:wrong-key|key-file-damaged)$/u, words: 'the code on paper leads back in' },
    'cut short': { notice: /^start: key-file-damaged$/u, words: 'the code on paper leads back in' },
    deleted: { notice: /^start: key-file-missing$/u, words: 'the code on paper leads back in' },
    'from a newer version': { notice: /^start: key-file-damaged$/u, words: 'refused' },
  },
  'escrow.json': {
    'a byte flipped': { notice: /^use: escrow-(?:identity-wrong|file-damaged)$/u, words: 'sealed again by whoever has the key' },
    'cut short': { notice: /^use: escrow-file-damaged$/u, words: 'sealed again by whoever has the key' },
    deleted: { notice: /^use: escrow-file-missing$/u, words: 'sealed again by whoever has the key' },
    'from a newer version': { notice: /^use: escrow-file-damaged$/u, words: 'refused' },
  },
};

let world: DamagedWorld;
const counts: Record<string, number> = {};
const count = (what: string): void => {
  counts[what] = (counts[what] ?? 0) + 1;
};
beforeAll(async () => {
  world = await damagedWorld();
}, 120_000);
afterAll(() => {
  console.log(JSON.stringify({ seed, damaged: counts }));
  world.remove();
});

/** Damages the file; answers how to take that back. */
function damage(kind: FileKind, way: Way): () => void {
  const path = world.pathOf(kind);
  const before = readFileSync(path);
  if (way === 'a byte flipped') flip(path, random);
  if (way === 'cut short') cutShort(path, random);
  if (way === 'deleted') rmSync(path);
  if (way === 'from a newer version') makeNewer(kind, world);
  return () => {
    writeFileSync(path, before);
  };
}

const table = kinds.flatMap((kind) =>
  (Object.entries(expected[kind]) as [Way, Expected][]).map(([way, { notice, words }]) => ({ kind, way, notice, words })),
);

test.each(table)('$kind, $way: $words', { timeout: 120_000 }, async ({ kind, way, notice }) => {
  for (let again = 0; again < times[way]; again += 1) {
    world.begin(kind === 'store.db-wal');
    const takeBack = damage(kind, way);
    const noticed = await whoNotices(world, kind);
    expect(noticed).toMatch(notice);
    count(way);
    count(`noticed by ${noticed.split(':')[0] ?? ''}`);
    // What a newer app wrote is refused and left alone: nothing is repaired, and with that app all is as it was.
    const isNewer = way === 'from a newer version';
    if (isNewer) takeBack();
    expect([noticed, isNewer ? [] : await mend(world, kind, noticed)]).toEqual([noticed, []]);
    expect([noticed, await whatIsWrong(world)]).toEqual([noticed, []]);
  }
});

test(
  'papers, the index alone: nothing is missing but what is asked for by its hash, and a restore mends it',
  { timeout: 120_000 },
  async () => {
    world.begin(false);
    const path = world.pathOf('papers');
    const bytes = readFileSync(path);
    const at = 2 * 2048 + 700;
    bytes[at] = (bytes[at] ?? 0) ^ 1;
    writeFileSync(path, bytes);
    const noticed = await whoNotices(world, 'papers');
    expect(noticed).toBe('verify: archive-missing page');
    expect([await mend(world, 'papers', noticed), await whatIsWrong(world)]).toEqual([[], []]);
  },
);

test('papers of an earlier month that cannot be read: the next paper is printed all the same', { timeout: 120_000 }, async () => {
  world.begin(false);
  const earlier = join(world.data, 'blobs-2020-01.db');
  renameSync(world.pathOf('papers'), earlier);
  truncateSync(earlier, 5_000);
  const { exitCode, err } = await world.run('print', world.codes[5]!, '--data', world.data);
  expect([exitCode, err]).toEqual([0, []]);
});
