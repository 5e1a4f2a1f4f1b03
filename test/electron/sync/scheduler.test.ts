/** Attempts by themselves: fake clock and timers, and once against the real server behind a line that was away. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createScheduler, pauseAfter, schedule, type SchedulerPorts } from '../../../electron/sync/scheduler.ts';
import { SyncFault } from '../../../electron/sync/fault.ts';
import { acceptedAt, newSyncWorld, type SyncWorld } from '../../helpers/sync-world.ts';
import { author, engineOf, syncPorts } from '../../helpers/upstream.ts';
import { tcpProxy } from '../../helpers/tcp-proxy.ts';

const away = { fault: new SyncFault('server-unreachable') };

/** Time moves by ticks; attempts end at once. */
function fakeWorld(given: Partial<SchedulerPorts> = {}) {
  let now = 0;
  let tick: () => void = () => undefined;
  const state = {
    wanted: true,
    underWay: false,
    answer: { fault: null } as { fault: SyncFault | null } | Error,
    attempts: [] as number[],
    failed: 0,
    stopped: false,
  };
  const scheduler = createScheduler({
    nowMs: () => now,
    every: (everyMs, run) => {
      expect(everyMs).toBe(schedule.tickMs);
      tick = run;
      return () => {
        state.stopped = true;
      };
    },
    // Neither longer nor shorter.
    random: () => 0.5,
    mayTry: () => state.wanted,
    isUnderWay: () => state.underWay,
    run: () => {
      state.attempts.push(now);
      return state.answer instanceof Error ? Promise.reject(state.answer) : Promise.resolve(state.answer);
    },
    failed: () => {
      state.failed += 1;
    },
    ...given,
  });
  return {
    state,
    scheduler,
    pass: async (ms: number) => {
      for (const end = now + ms; now < end;) {
        now += schedule.tickMs;
        tick();
        for (let turn = 0; turn < 6; turn += 1) await Promise.resolve();
      }
    },
  };
}

const minutes = (n: number): number => n * 60_000;
const inMinutes = (ms: readonly number[]): number[] => ms.map((at) => Math.round(at / 1000) / 60);

test('nothing is tried unless it is wanted', async () => {
  const { state, pass, scheduler } = fakeWorld();
  state.wanted = false;
  await pass(minutes(120));
  expect([state.attempts, scheduler.dueMs()]).toEqual([[], null]);
});

test('while the server is away attempts become rarer, and the first that comes through starts them over', async () => {
  const { state, pass } = fakeWorld();
  state.answer = away;
  await pass(minutes(40));
  // The first a minute after it was switched on (15 s until that is seen), then 1, 2, 4, 8, 10, 10 minutes apart.
  expect(inMinutes(state.attempts)).toEqual([1.25, 2.25, 4.25, 8.25, 16.25, 26.25, 36.25]);
  state.answer = { fault: null };
  await pass(minutes(25));
  expect(inMinutes(state.attempts.slice(7))).toEqual([46.25, 61.25]);
  state.answer = away;
  await pass(minutes(15));
  expect(inMinutes(state.attempts.slice(9))).toEqual([76.25, 77.25, 79.25]);
});

test('chance keeps the counters of a district apart, within a quarter', async () => {
  const dues = await Promise.all(
    [0, 0.999_999].map(async (chance) => {
      const { state, pass, scheduler } = fakeWorld({ random: () => chance });
      state.answer = away;
      await pass(schedule.tickMs);
      return Math.round((scheduler.dueMs()! - schedule.tickMs) / 1000);
    }),
  );
  expect(dues).toEqual([45, 75]);
  expect([1, 2, 3, 4, 5, 50].map(pauseAfter)).toEqual([1, 2, 4, 8, 10, 10].map(minutes));
});

test('a person who pauses is not overruled, and one who sends is not disturbed', async () => {
  const { state, pass } = fakeWorld();
  state.answer = away;
  await pass(minutes(3));
  const before = state.attempts.length;
  state.wanted = false;
  await pass(minutes(60));
  expect(state.attempts.length).toBe(before);
  state.wanted = true;
  state.underWay = true;
  await pass(minutes(60));
  expect(state.attempts.length).toBe(before);
  state.underWay = false;
  await pass(minutes(1) + schedule.tickMs);
  expect(state.attempts.length).toBe(before + 1);
});

test('one flight at a time, and a fault of ours ends nothing', async () => {
  const held = Promise.withResolvers<{ fault: null }>();
  let flights = 0;
  const { state, pass } = fakeWorld({
    run: () => {
      flights += 1;
      return held.promise;
    },
  });
  await pass(minutes(90));
  expect(flights).toBe(1);
  held.reject(new RangeError('a fault of ours'));
  await pass(minutes(3));
  expect([flights, state.failed]).toEqual([2, 2]);
});

let world: SyncWorld;
beforeAll(async () => {
  world = await newSyncWorld();
}, 120_000);
afterAll(async () => {
  await world.remove();
});

test('asked twice at once, one flight is made and both hear how it ended', { timeout: 120_000 }, async () => {
  const store = await world.counter('twice', 2);
  let hellos = 0;
  const engine = engineOf(store, {
    http: (server, signal) => {
      const http = syncPorts(store).http(server, signal);
      return (request) => {
        hellos += Number(request.path === 'hello');
        return http(request);
      };
    },
  });
  const outcomes = await Promise.all([engine.run({ close: false, author }), engine.run({ close: false, author })]);
  expect([hellos, outcomes.map(({ complete }) => complete)]).toEqual([1, [true, true]]);
});

test('when the line is back, what waits is sent without a key being pressed', { timeout: 120_000 }, async () => {
  const store = await world.counter('one', 1);
  const line = await tcpProxy(world.upstream.url());
  store.sync.keepEnrolment({ ...store.sync.enrolment()!, server: line.url });
  await line.close();
  store.commit([acceptedAt(1, 1)]);
  const engine = engineOf(store);
  const outcomes: (string | null)[] = [];
  let now = 0;
  let tick: () => void = () => undefined;
  const scheduler = createScheduler({
    nowMs: () => now,
    every: (_ms, run) => {
      tick = run;
      return () => undefined;
    },
    random: () => 0.5,
    mayTry: () => store.sync.enrolment() !== undefined && !store.sync.isHeld(),
    isUnderWay: () => engine.isUnderWay(),
    run: async () => {
      const outcome = await engine.run({ close: false, author });
      outcomes.push(outcome.fault?.code ?? null);
      return outcome;
    },
    failed: (error) => {
      throw error;
    },
  });
  const until = async (count: number): Promise<void> => {
    while (outcomes.length < count) {
      now += schedule.tickMs;
      tick();
      await new Promise((done) => setTimeout(done, 5));
    }
  };
  await until(2);
  expect([outcomes, store.sync.unsent().acts > 0, store.sync.outages(5).length]).toEqual([
    ['server-unreachable', 'server-unreachable'],
    true,
    1,
  ]);
  const back = await tcpProxy(world.upstream.url());
  store.sync.keepEnrolment({ ...store.sync.enrolment()!, server: back.url });
  await until(3);
  expect([outcomes.at(-1), store.sync.unsent().acts]).toEqual([null, 0]);
  expect(store.sync.outages(5)).toEqual([expect.objectContaining({ endedAt: expect.any(String) })]);
  scheduler.stop();
  await engine.stop();
  await back.close();
});
