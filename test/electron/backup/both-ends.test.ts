/** Two faults at once: the write-ahead log and the journal log both cut, or both files older than a backup. What is lost is told, and its numbers are not given again. */
import { cpSync, readFileSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { openCounter } from '../../../electron/app/open-counter.ts';
import { nextOrderNumber } from '../../../electron/app/service/next-number.ts';
import { type BackedUp, backedUp, flipAt } from '../../helpers/backed-up.ts';
import { accepted, agencyCode, reopen, testKey } from '../../helpers/store.ts';

let counter: BackedUp;
beforeEach(() => {
  counter = backedUp();
});
afterEach(() => {
  counter.remove();
});

/** The folder as power leaves it after forty commits: nothing is closed. */
function cutOff(): void {
  const killed = join(counter.path, 'killed');
  const store = reopen(counter.dataDir);
  for (let n = 1; n <= 40; n += 1) store.commit([accepted(n)]);
  cpSync(counter.dataDir, killed, { recursive: true });
  store.close();
  rmSync(counter.dataDir, { recursive: true });
  cpSync(killed, counter.dataDir, { recursive: true });
}
const flipWal = (): void =>
  flipAt(join(counter.dataDir, 'store.db-wal'), Math.floor(readFileSync(join(counter.dataDir, 'store.db-wal')).length / 2));
const cutLog = (): void => {
  const path = join(counter.dataDir, 'journal.log');
  truncateSync(path, Math.floor(readFileSync(path).length * 0.7) + 3);
};
const held = (): number => counter.at(({ numbers }) => numbers.lastOrderNumber(agencyCode, '2026-06-08', { first: 2001, last: 2899 }) ?? 0);

test('one end cut: the other completes it', () => {
  cutOff();
  flipWal();
  expect([held(), held()]).toEqual([2040, 2040]);
  rmSync(counter.dataDir, { recursive: true });
  cpSync(join(counter.path, 'killed'), counter.dataDir, { recursive: true });
  cutLog();
  expect([held(), held()]).toEqual([2040, 2040]);
});

test('both ends cut: no start goes on as if nothing were, and after the repair the lost numbers are not given again', () => {
  cutOff();
  flipWal();
  cutLog();
  expect(() => reopen(counter.dataDir), 'the first start').toThrow('journal-heads-differ');
  expect(() => reopen(counter.dataDir), 'the next start').toThrow('journal-heads-differ');
  const report = counter.restore({ lastCode: `${agencyCode}-260608-2040` });
  expect(held()).toBeLessThan(2040);
  expect([report.lastPaper, report.numbers, report.seriesAbove]).toEqual(['missing', 'after', 10_000]);
  expect(counter.at((store) => nextOrderNumber(store, '2026-06-08'))).toEqual({ ok: true, number: 2041 });
});

test('the last commit torn by the power that went: its act comes from the log, nobody is asked', () => {
  cutOff();
  const path = join(counter.dataDir, 'store.db-wal');
  const wal = readFileSync(path);
  // Frames of 24 + 2048 bytes; the last commit's first frame is found from the last but one commit.
  const frames = Array.from({ length: Math.floor((wal.length - 32) / 2072) }, (_, index) => 32 + index * 2072).filter((at) =>
    wal.subarray(at + 8, at + 16).equals(wal.subarray(16, 24)),
  );
  const commits = frames.filter((at) => wal.readUInt32BE(at + 4) !== 0);
  wal[commits.at(-2)! + 2072 + 100]! ^= 1;
  writeFileSync(path, wal);
  cutTail();
  expect(held()).toBe(2040);
});
/** A frame that was being written when the power went. */
const cutTail = (): void => {
  const path = join(counter.dataDir, 'journal.log');
  writeFileSync(path, Buffer.concat([readFileSync(path), Buffer.from('half a frame')]));
};

test('store and log both older than a backup: opened by nobody, and the restore brings what the backup holds', () => {
  counter.accept(1, 3);
  const old = join(counter.path, 'old');
  cpSync(counter.dataDir, old, { recursive: true });
  counter.accept(4, 6);
  counter.backup();
  for (const name of ['store.db', 'journal.log']) cpSync(join(old, name), join(counter.dataDir, name));
  for (const name of ['store.db-wal', 'store.db-shm']) rmSync(join(counter.dataDir, name), { force: true });
  const open = () => openCounter({ dataDir: counter.dataDir, key: testKey }).close();
  expect(open).toThrow('journal-heads-differ');
  counter.restore();
  open();
  expect(held()).toBe(2006);
});
