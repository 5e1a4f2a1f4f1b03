/** The day closed through the calls of the screen, against the real server. */
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { SyncProgress } from '#shared/contract/sync.ts';
import { commandId, type Office, openOffice, reception } from '../../helpers/desk.ts';
import { enrolStore, newUpstream, type TestUpstream } from '../../helpers/upstream.ts';

let upstream: TestUpstream;
let office: Office;
beforeEach(async () => {
  upstream = await newUpstream();
  office = await openOffice();
  await enrolStore(office.store(), upstream);
}, 120_000);
afterEach(async () => {
  office.close();
  await upstream.remove();
});

async function all(stream: Promise<AsyncIterable<SyncProgress>>): Promise<SyncProgress[]> {
  const told: SyncProgress[] = [];
  for await (const progress of await stream) told.push(progress);
  return told;
}

test('closed, sent and countersigned: the status, the review and the slip say the same', async () => {
  const hanh = office.as('Lê Thị Hạnh');
  const { dossierId } = await hanh.reception.accept({
    commandId: commandId(1),
    draftId: null,
    reception: reception(),
    settledAtDesk: false,
  });
  await hanh.paper.print({ commandId: commandId(2), dossierId, form: 'receiptSlip', layout: null, reason: null, printer: null });
  expect(await hanh.sync.status()).toMatchObject({ allSent: false, unsent: { acts: 10, blobs: 1 } });
  await hanh.dayEnd.close();
  const last = (await all(hanh.sync.closeDay())).at(-1);
  expect(last).toMatchObject({ phase: 'done', complete: true, fault: null, acts: { done: 10, total: 10 } });
  const status = await hanh.sync.status();
  expect(status).toMatchObject({ allSent: true, unsent: { acts: 0, blobs: 0, uncountersigned: 0 }, lastCountersigned: { acts: 10 } });
  expect(await hanh.dayEnd.review()).toMatchObject({ acts: 10, openSince: null, unsentBytes: 0, closed: { acts: 10 } });
  // Printing the slip is no act: what was sent stays all there is.
  expect(await hanh.dayEnd.print({ commandId: commandId(3), layout: 'slip80' })).toMatchObject({ copyNo: 1, queued: true });
  expect(await hanh.sync.status()).toMatchObject({ allSent: true });
});

test('the server is away: the day is closed all the same, and the next attempt sends it', async () => {
  await upstream.stop();
  const hanh = office.as('Lê Thị Hạnh');
  await hanh.dayEnd.close();
  const stop = new AbortController();
  const watched = await hanh.sync.watch(undefined, { signal: stop.signal });
  const attempt = all(hanh.sync.closeDay());
  for await (const progress of watched) if (progress.phase === 'connecting') break;
  await hanh.sync.pause();
  expect((await attempt).at(-1)).toMatchObject({ phase: 'paused', complete: false, fault: { code: 'paused' } });
  expect(await hanh.dayEnd.review()).toMatchObject({ closed: { fullName: 'Lê Thị Hạnh' } });
  await upstream.start();
  expect((await all(hanh.sync.closeDay())).at(-1)).toMatchObject({ complete: true });
}, 120_000);
