/** An older `store.db` copied back by hand over the newer log: it catches up before anything else, and gives no number a second time. Real stores, real restores. */
import { copyFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { NextNumber } from '#shared/domain/dossier/number-range.ts';
import { nextOrderNumber } from '../../../electron/app/service/next-number.ts';
import { asksLastCode } from '../../../electron/app/service/numbers-told.ts';
import type { OfficeData } from '../../../electron/app/service/office-data.ts';
import { nextInSeries } from '../../../electron/app/service/series.ts';
import { type BackedUp, backedUp } from '../../helpers/backed-up.ts';
import { accepted, reopen } from '../../helpers/store.ts';

const office = { config: { paperBook: false } } as unknown as OfficeData;
let counter: BackedUp;
beforeEach(() => {
  counter = backedUp();
  counter.accept(1, 8);
  counter.backup();
  copyFileSync(file('store.db'), join(counter.path, 'old.db'));
  counter.accept(9, 12);
});
afterEach(() => {
  counter.remove();
});

const file = (name: string): string => join(counter.dataDir, name);
const copyBack = (): void => {
  copyFileSync(join(counter.path, 'old.db'), file('store.db'));
};
/** Backup and copy hold 8 dossiers, and 4 more are on papers only: the numbers of a new life. */
const loseTheLastFour = (): void => {
  rmSync(file('store.db'));
  rmSync(file('journal.log'));
  counter.restore();
};
const numberOf = (next: NextNumber): number => (next.ok ? next.number : -1);
const next = () =>
  counter.at((store) => ({
    order: numberOf(nextOrderNumber(store, '2026-06-08')),
    registerNo: nextInSeries(store, office, '2026-06-08').registerNo,
    slipNo: nextInSeries(store, office, '2026-06-08').slipNo,
    asks: asksLastCode(store, '2026-06-09T17:00:00+07:00'),
    journalId: store.identity.journalId,
  }));

test('within one life: every number of the log is taken', () => {
  const before = next();
  copyBack();
  expect(next()).toEqual(before);
  expect(before).toMatchObject({ order: 2013, registerNo: 13, slipNo: 13, asks: false });
});

test('over a restore that lost acts: the numbers and the journal of the new life go on, and the last code is asked for again', () => {
  loseTheLastFour();
  const before = next();
  copyBack();
  expect(next()).toEqual(before);
  expect(before).toMatchObject({ order: 2900, registerNo: 10_001, slipNo: 10_001, asks: true });
  // Kept, not only known while it caught up.
  expect(next()).toEqual(before);
});

test('over a restore after which work went on, from a log that was made anew since: behind that work', () => {
  loseTheLastFour();
  counter.at((store) => {
    for (let n = 1; n <= 3; n += 1) store.commit([accepted(10_000 + n, { number: 2899 + n })]);
  });
  const before = next();
  rmSync(file('journal.log'));
  reopen(counter.dataDir, { rebuildLog: true }).close();
  copyBack();
  expect(next()).toEqual(before);
  expect(before).toMatchObject({ order: 2903, registerNo: 10_004, slipNo: 10_004, asks: true });
});
