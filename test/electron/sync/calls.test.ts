import { afterAll, beforeAll, expect, test } from 'vitest';
import type { SyncProgress } from '#shared/contract/sync.ts';
import { openOffice, reception, refusal, type Office } from '../../helpers/desk.ts';
import { enrolStore, newUpstream, type TestUpstream } from '../../helpers/upstream.ts';

let upstream: TestUpstream;
let office: Office;
beforeAll(async () => {
  upstream = await newUpstream();
  office = await openOffice();
});
afterAll(async () => {
  await office.desk.open().sync.stop();
  office.close();
  await upstream.remove();
});

async function all(stream: Promise<AsyncIterable<SyncProgress>>): Promise<SyncProgress[]> {
  return Array.fromAsync(await stream);
}

test('a counter nobody enrolled says so', async () => {
  const call = office.as('Lê Thị Hạnh');
  expect(await call.sync.status()).toMatchObject({ enrolled: null, allSent: false, last: null });
  expect((await all(call.sync.run())).at(-1)).toMatchObject({
    phase: 'failed',
    fault: { code: 'not-enrolled', details: {} },
    complete: false,
  });
});

test('the day is closed with its progress, and the status is asked of the store', async () => {
  const call = office.as('Lê Thị Hạnh');
  await enrolStore(office.store(), upstream);
  await call.reception.accept({
    commandId: '019eb001-0000-7000-8000-000000000001',
    draftId: null,
    reception: reception(),
    settledAtDesk: false,
  });
  const told = await all(call.sync.closeDay());
  expect(told.at(-1)).toMatchObject({ phase: 'done', fault: null, complete: true, acts: { done: expect.any(Number) } });
  expect(told.slice(0, -1).every(({ complete }) => complete === null)).toBe(true);
  expect(await call.sync.status()).toMatchObject({
    allSent: true,
    unsent: { acts: 0, blobs: 0, uncountersigned: 0 },
    last: { error: null },
    lastCountersigned: { fromSeq: 1 },
  });
});

test('two windows share one attempt', async () => {
  const [one, two] = [office.as('Lê Thị Hạnh'), office.as('Trần Minh Tâm')];
  await one.reception.accept({
    commandId: '019eb001-0000-7000-8000-000000000002',
    draftId: null,
    reception: reception(),
    settledAtDesk: false,
  });
  const [first, second] = await Promise.all([all(one.sync.run()), all(two.sync.closeDay())]);
  expect([first.at(-1)?.complete, second.at(-1)?.complete]).toEqual([true, true]);
  expect(await two.sync.status()).toMatchObject({ allSent: true });
});

test('closing is for those who accept; nobody sends before signing in', async () => {
  expect(await refusal(all(office.window().call.sync.run()))).toMatchObject({ code: 'not-signed-in' });
  expect(await refusal(all(office.as('Võ Thị Kim Ngân').sync.closeDay()))).toMatchObject({ code: 'not-permitted' });
});
