/** What ends a run is told by the mark it leaves: a desk that is cut off, closed, put to sleep, or never opened. */
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { createDesk, type Desk } from '../../../electron/app/desk.ts';
import type { AppPorts } from '../../../electron/app/ports.ts';
import { aliveEveryMs, beginRun, standingOutage } from '../../../electron/app/service/run-mark.ts';
import { storeFileName } from '../../../electron/store/open-store.ts';
import { newOffice, type Office, plan } from '../../helpers/desk.ts';

const machine = { ms: 0, boot: 'boot-1', uptimeMs: () => machine.ms, bootId: () => machine.boot };
let office: Office;
let desk: Desk;
beforeEach(async () => {
  machine.ms = 7_200_000;
  machine.boot = 'boot-1';
  office = newOffice({ machine });
  desk = office.desk;
  await desk.setUpWith(plan());
});
afterEach(() => {
  desk.close();
  office.close();
});

const at = (time: string, date = '2026-06-08'): string => `${date}T${time}.000+07:00`;
const pass = (minutes: number, now: string): void => {
  machine.ms += minutes * 60_000;
  office.clock.now = now;
};
const log = () => desk.open().store.outages.between('2026-01-01', '2027-01-01');
/** The store is closed as the system closes it for a process that is gone: nobody takes the mark away. */
function cutOff(): void {
  const mark = readFileSync(join(office.dataDir, 'run.json'));
  desk.close();
  writeFileSync(join(office.dataDir, 'run.json'), mark);
}
function start(ports: Partial<AppPorts> = {}): void {
  desk = createDesk({ ...office.ports, ...ports });
  desk.openWith(office.keptKeys[0]!);
}

test('cut off: down since the last sign of life, by our own fault where the machine ran on', () => {
  pass(5, at('09:20:00'));
  desk.open().run.alive();
  pass(10, at('09:30:00'));
  cutOff();
  start();
  const ours = { beganAt: at('09:20:00'), endedAt: at('09:30:00'), why: 'app-ended', clockMoved: false };
  expect(log()).toEqual([ours]);
  expect(office.log).toContainEqual({ event: 'run-was-cut-off', details: { cause: 'software', seconds: 600 } });
  cutOff();
  machine.boot = 'boot-2';
  pass(-60, at('13:45:00'));
  start();
  expect(log()).toEqual([ours, { beganAt: at('09:30:00'), endedAt: at('13:45:00'), why: 'machine-restarted', clockMoved: false }]);
});

test('a sign of life is written every half minute, without anybody asking', () => {
  desk.close();
  vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval'] });
  try {
    start();
    pass(1, at('09:16:00'));
    vi.advanceTimersByTime(aliveEveryMs);
    pass(9, at('09:25:00'));
    cutOff();
    start();
  } finally {
    vi.useRealTimers();
  }
  expect(log()).toEqual([{ beganAt: at('09:16:00'), endedAt: at('09:25:00'), why: 'app-ended', clockMoved: false }]);
});

test('closed in order, put to sleep or shut down with the machine: no outage', () => {
  pass(60, at('10:15:00'));
  desk.close();
  start();
  expect(log()).toEqual([]);
  desk.open().run.leaving();
  cutOff();
  machine.boot = 'boot-2';
  pass(900, at('07:20:00', '2026-06-09'));
  start();
  expect(log()).toEqual([]);
  desk.open().run.leaving();
  desk.open().run.alive();
  pass(1, at('07:21:00', '2026-06-09'));
  cutOff();
  start();
  expect(log()).toHaveLength(1);
});

test('a store that would not open is our failure too, from the first try on; a folder in use is none', () => {
  const other = createDesk(office.ports);
  expect(() => {
    other.openWith(office.keptKeys[0]!);
  }).toThrow(expect.objectContaining({ code: 'data-folder-in-use' }));
  desk.close();
  const file = join(office.dataDir, storeFileName);
  const whole = readFileSync(file);
  pass(15, at('09:30:00'));
  writeFileSync(file, whole.subarray(0, 6000));
  start();
  expect(desk.trouble()?.code).toBe('store-damaged');
  pass(5, at('09:35:00'));
  start();
  expect(desk.trouble()?.code).toBe('store-damaged');
  writeFileSync(file, whole);
  pass(10, at('09:45:00'));
  start();
  expect(log()).toEqual([{ beganAt: at('09:30:00'), endedAt: at('09:45:00'), why: 'app-ended', clockMoved: false }]);
});

test('a command leaves the mark of a desk that is down; a reader sees it last', () => {
  pass(30, at('09:45:00'));
  cutOff();
  const ports = { dataDir: office.dataDir, clock: office.ports.clock, log: office.ports.log, machine };
  expect(standingOutage(ports)).toEqual({ beganAt: at('09:15:00'), endedAt: null, why: 'app-ended', clockMoved: false });
  start();
  const { store } = desk.open();
  expect(standingOutage(ports)).toBeNull();
  desk.open().run.alive();
  beginRun(ports, store, 'command').end();
  pass(2 * (aliveEveryMs / 60_000), at('09:46:00'));
  expect(standingOutage(ports)).toBeNull();
  pass(30, at('10:16:00'));
  expect(standingOutage(ports)?.beganAt).toBe(at('09:45:00'));
});

test('a mark that was cut off while it was written is gone with the next start', () => {
  writeFileSync(join(office.dataDir, 'run.json.0190a1b2-0000-7000-8000-000000000001.tmp'), '{"by":"a');
  cutOff();
  start();
  expect(readdirSync(office.dataDir).filter((name) => name.startsWith('run.json'))).toEqual(['run.json']);
});
