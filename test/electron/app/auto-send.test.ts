/** The setting, the pause and the open desk together: what waits is sent without a key only when the office wants it and nobody has paused. */
import { afterAll, afterEach, beforeAll, expect, test, vi } from 'vitest';
import { startAutoSend } from '../../../electron/app/auto-send.ts';
import { createStatusFeed } from '../../../electron/app/status-feed.ts';
import { schedule } from '../../../electron/sync/scheduler.ts';
import { commandId, type Office, openOffice, reception } from '../../helpers/desk.ts';
import { enrolStore, newUpstream, type TestUpstream } from '../../helpers/upstream.ts';

let upstream: TestUpstream;
let office: Office;
beforeAll(async () => {
  upstream = await newUpstream();
  office = await openOffice();
}, 120_000);
afterEach(() => {
  vi.restoreAllMocks();
});
afterAll(async () => {
  await office.desk.open().sync.stop();
  office.close();
  await upstream.remove();
});

test('off until wanted, held by a pause, on again with the next sending', { timeout: 120_000 }, async () => {
  let tick: () => void = () => undefined;
  let nowMs = 0;
  vi.spyOn(globalThis, 'setInterval').mockImplementationOnce(((run: () => void, everyMs: number) => {
    expect(everyMs).toBe(schedule.tickMs);
    tick = run;
    return { unref: () => undefined } as unknown as NodeJS.Timeout;
  }) as typeof setInterval);
  vi.spyOn(performance, 'now').mockImplementation(() => nowMs);
  const status = createStatusFeed();
  const scheduler = startAutoSend(office.desk, status);
  /** An hour of ticks; an attempt that was begun is waited for. */
  const hour = async (): Promise<void> => {
    for (let n = 0; n < 240; n += 1) {
      nowMs += schedule.tickMs;
      tick();
      const { sync } = office.desk.open();
      await vi.waitFor(() => {
        expect(sync.isUnderWay()).toBe(false);
      }, 60_000);
    }
  };
  const [hanh, head] = [office.as('Lê Thị Hạnh'), office.as('Trần Minh Tâm')];
  const unsent = async () => (await hanh.sync.status()).unsent.acts;
  const accept = (number: number) =>
    hanh.reception.accept({ commandId: commandId(number), draftId: null, reception: reception(), settledAtDesk: false });
  await accept(1);
  await hour();
  await enrolStore(office.store(), upstream);
  await hour();
  expect([await unsent(), office.store().sync.last()]).toEqual([expect.any(Number), undefined]);
  expect((await hanh.office.settings()).autoSend).toBe(false);

  await head.office.saveSettings({ ...(await head.office.settings()), autoSend: true });
  const before = status.version();
  await hour();
  expect([await unsent(), office.store().sync.last()?.error, status.version() > before]).toEqual([0, null, true]);

  await hanh.sync.pause();
  await accept(2);
  const waiting = await unsent();
  await hour();
  expect([await unsent(), (await hanh.sync.status()).held]).toEqual([waiting, true]);

  await hanh.sync.retry({ dossierId: null });
  await accept(3);
  await hour();
  expect([await unsent(), (await hanh.sync.status()).held]).toEqual([0, false]);
  scheduler.stop();
});
