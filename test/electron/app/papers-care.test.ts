/** A damaged month of papers while the desk is open: told, nothing stops, and one button mends it. Through the router, as the page asks. */
import { copyFileSync, existsSync, readdirSync, renameSync, rmSync, statSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { startPapersWatch } from '../../../electron/app/keep-papers.ts';
import { createStatusFeed } from '../../../electron/app/status-feed.ts';
import { openEncrypted } from '../../../electron/store/cipher.ts';
import { verify } from '../../../electron/store/verify.ts';
import { flipAt } from '../../helpers/backed-up.ts';
import { type Client, commandId, type Office, openOffice, reception, refusal } from '../../helpers/desk.ts';

let office: Office;
let hanh: Client;
let prints: string[] = [];
beforeEach(async () => {
  office = await openOffice();
  hanh = office.as('Lê Thị Hạnh');
  prints = [];
  for (const n of [1, 2]) await print(n);
  await office.desk.open().backups.run('command');
});
afterEach(() => {
  office.close();
});

const print = async (n: number): Promise<void> => {
  const { dossierId } = await hanh.reception.accept({
    commandId: commandId(n),
    draftId: null,
    reception: reception(),
    settledAtDesk: false,
  });
  const { printActId } = await hanh.paper.print({
    commandId: commandId(100 + n),
    dossierId,
    form: 'receiptSlip',
    layout: 'a5',
    printer: null,
    reason: null,
  });
  prints.push(printActId);
};
const month = (): string => join(office.dataDir, 'blobs-2026-06.db');
const damaged = [{ month: '2026-06', state: 'damaged' }];
/** What the desk's watch does after an opening. */
const look = (): void => {
  for (const one of office.desk.open().papers.looks()) one();
};
/** As a start finds the files: nothing of them is open yet. */
const reopen = (change: () => void): void => {
  const key = office.keptKeys[0]!;
  office.desk.close();
  change();
  office.desk.openWith(key);
  hanh = office.as('Lê Thị Hạnh');
};
const faults = async (): Promise<unknown> => (await hanh.backup.status()).papers;
const readable = (): number => prints.filter((id) => office.store().blobs.has(office.store().prints.find(id)!.blobSha256)).length;
const asides = (): readonly string[] => readdirSync(office.dataDir).filter((name) => name.startsWith('damaged-'));

test.each([
  ['cut short', () => truncateSync(month(), 20_000), damaged],
  ['gone', () => rmSync(month()), [{ month: '2026-06', state: 'missing' }]],
])('%s: told at the start, mended from the backup by one button, work going on', { timeout: 120_000 }, async (_how, damage, told) => {
  reopen(damage);
  look();
  expect(await faults()).toEqual(told);
  await print(4);
  expect(office.queue.papers).toHaveLength(3);
  const { status, papers, lost } = await hanh.backup.mendPapers({ month: '2026-06' });
  expect([status.papers, papers >= 2, lost, readable()]).toEqual([[], true, [], 3]);
  expect(verify({ dataDir: office.dataDir, key: office.keptKeys[0]! }).faults).toEqual([]);
});

test(
  'a page nobody read at the start: told at first use by its own name, and the watch tells every window',
  { timeout: 120_000 },
  async () => {
    reopen(() => {
      // In the middle of a paper: what names it is whole.
      flipAt(month(), 2048 * Math.floor((statSync(month()).size / 2048) * 0.6) + 700);
    });
    look();
    expect(await faults()).toEqual([]);
    const status = createStatusFeed();
    const watch = startPapersWatch(office.desk, status);
    const seen = status.version();
    const asked = await Promise.allSettled(prints.map((printActId) => hanh.archive.piece({ printActId, offset: 0 })));
    const refused = asked.filter((one) => one.status === 'rejected');
    expect(await Promise.all(refused.map(({ reason }) => refusal(Promise.reject(reason as Error))))).toEqual([
      { code: 'papers-unreadable', data: { month: '2026-06' } },
    ]);
    await expect.poll(() => status.version(), { timeout: 60_000 }).toBeGreaterThan(seen);
    watch.stop();
    expect(await faults()).toEqual(damaged);
    expect((await hanh.backup.mendPapers({ month: '2026-06' })).lost).toEqual([]);
    expect([readable(), asides().length, await faults()]).toEqual([2, 1, []]);
  },
);

test('no month is mended that nothing is known to be wrong with', async () => {
  expect(await refusal(hanh.backup.mendPapers({ month: '2026-06' }))).toEqual({ code: 'nothing-to-repair', data: {} });
});

test('a month of a newer version is named as that and left alone', async () => {
  reopen(() => {
    const db = openEncrypted(month(), office.keptKeys[0]!, 'write');
    db.pragma('user_version=999');
    db.close();
  });
  look();
  expect(await faults()).toEqual([{ month: '2026-06', state: 'newer' }]);
  expect(await refusal(hanh.backup.mendPapers({ month: '2026-06' }))).toMatchObject({ code: 'store-from-newer-version' });
  expect(asides()).toEqual([]);
});

test('papers no copy has are named by their dossier', { timeout: 120_000 }, async () => {
  await print(4);
  reopen(() => {
    rmSync(month());
  });
  look();
  const { lost } = await hanh.backup.mendPapers({ month: '2026-06' });
  expect(lost).toEqual([{ dossierCode: codeOf(2), what: 'paper' }]);
});

const codeOf = (index: number): string | null =>
  office.store().dossiers.findState(office.store().prints.find(prints[index]!)!.dossierId!)!.dossierCode;

test('a month that is over is looked through once a day, the longest not looked at first', { timeout: 120_000 }, async () => {
  for (const earlier of ['2026-04', '2026-05'])
    copyFileSync(join(office.dataDir, 'backups', 'blobs-2026-06.db'), join(office.dataDir, `blobs-${earlier}.db`));
  flipAt(join(office.dataDir, 'blobs-2026-05.db'), 2 * 2048 + 700);
  const { papers } = office.desk.open();
  await papers.checkNext();
  await papers.checkNext();
  expect(papers.faults()).toEqual([]);
  office.clock.now = '2026-06-09T08:00:00.000+07:00';
  await papers.checkNext();
  expect(papers.faults()).toEqual([{ month: '2026-05', state: 'damaged' }]);
});

test('cut off between the damaged file and the mended one: the next start puts it in place; one that was not finished never counts', async () => {
  const copy = join(office.dataDir, 'backups', 'blobs-2026-06.db');
  reopen(() => {
    renameSync(copy, `${month()}.mended`);
    rmSync(month());
  });
  expect([readable(), existsSync(`${month()}.mended`)]).toEqual([2, false]);
  reopen(() => {
    writeFileSync(`${month()}.mended`, 'older');
    writeFileSync(`${month()}.mending`, 'half');
  });
  expect([readable(), readdirSync(office.dataDir).filter((name) => name.includes('.mend'))]).toEqual([2, []]);
});
