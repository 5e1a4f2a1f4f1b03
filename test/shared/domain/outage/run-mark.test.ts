import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { interruptionOf, type MachineMoment, type RunMark } from '#shared/domain/outage/run-mark.ts';

const minute = 60_000;
const nine = 1_800_000_000_000;
const mark = (change: Partial<RunMark> = {}): RunMark => ({
  by: 'app',
  openedMs: nine - 60 * minute,
  aliveMs: nine,
  aliveUptimeMs: 500 * minute,
  bootId: 'boot-1',
  leaving: false,
  ...change,
});
/** `minutes` later; on the same boot unless said otherwise. */
const later = (minutes: number, change: Partial<MachineMoment> = {}): MachineMoment => ({
  ms: nine + minutes * minute,
  uptimeMs: (500 + minutes) * minute,
  bootId: 'boot-1',
  ...change,
});

test('the machine ran on: it was our software, from the last sign of life until now', () => {
  expect(interruptionOf(mark(), later(10), null)).toEqual({
    beganMs: nine,
    endedMs: nine + 10 * minute,
    cause: 'software',
    clockMoved: false,
  });
});

test('another boot: power or the machine', () => {
  const cut = { beganMs: nine, endedMs: nine + 10 * minute, cause: 'machine', clockMoved: false };
  expect(interruptionOf(mark(), later(10, { uptimeMs: minute, bootId: 'boot-2' }), null)).toEqual(cut);
  // Without a name for the boot: less time since boot, or a boot later than the last sign of life.
  expect(interruptionOf(mark({ bootId: null }), later(10, { uptimeMs: minute, bootId: null }), null)).toEqual(cut);
  const long = later(3000, { uptimeMs: 2000 * minute, bootId: null });
  expect(interruptionOf(mark({ bootId: null }), long, null)?.cause).toBe('machine');
  expect(interruptionOf(mark({ bootId: null }), later(10, { bootId: null }), null)?.cause).toBe('software');
});

test('an act confirmed after the last sign of life was made by a living app', () => {
  const began = (lastActMs: number | null) => interruptionOf(mark(), later(10), lastActMs)?.beganMs;
  expect([began(nine + 20_000), began(nine - minute), began(nine + 11 * minute), began(null)]).toEqual([nine + 20_000, nine, nine, nine]);
});

test('a machine that said it goes to sleep or shuts down has ended in order', () => {
  expect(interruptionOf(mark({ leaving: true }), later(900, { uptimeMs: minute, bootId: 'boot-2' }), null)).toBeNull();
});

test('the clock was set meanwhile: the time since boot tells how long, and after a new start nobody can', () => {
  expect(interruptionOf(mark(), later(10, { ms: nine - 600 * minute }), null)).toEqual({
    beganMs: nine - 610 * minute,
    endedMs: nine - 600 * minute,
    cause: 'software',
    clockMoved: true,
  });
  expect(interruptionOf(mark(), later(10, { ms: nine + 5000 * minute }), null)).toMatchObject({
    beganMs: nine + 4990 * minute,
    clockMoved: true,
  });
  const back = later(10, { ms: nine - minute, uptimeMs: minute, bootId: 'boot-2' });
  expect(interruptionOf(mark(), back, null)).toEqual({ beganMs: back.ms, endedMs: back.ms, cause: 'machine', clockMoved: true });
});

test('whatever the clocks say, an interval is never negative and ends now', () => {
  const ms = fc.integer({ min: 0, max: 4_000_000_000_000 });
  const uptime = fc.integer({ min: 0, max: 10_000_000_000 });
  const boot = fc.constantFrom('boot-1', 'boot-2', null);
  fc.assert(
    fc.property(ms, uptime, boot, ms, uptime, boot, fc.option(ms), (aliveMs, aliveUptimeMs, bootId, nowMs, uptimeMs, nowBoot, act) => {
      const found = interruptionOf(mark({ aliveMs, aliveUptimeMs, bootId }), { ms: nowMs, uptimeMs, bootId: nowBoot }, act);
      expect(found?.endedMs).toBe(nowMs);
      expect(found?.beganMs).toBeLessThanOrEqual(nowMs);
    }),
  );
});
