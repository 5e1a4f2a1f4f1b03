/** What many counters send at once waits packed: few requests are unpacked and worked on together. */
import { setTimeout as wait } from 'node:timers/promises';
import Fastify from 'fastify';
import { expect, test } from 'vitest';
import { newGate } from '../../server/http/gate.ts';
import { addPacking } from '../../server/http/packing.ts';

test('places are given in the order of coming, and given up once', async () => {
  const gate = newGate(2);
  const came: string[] = [];
  const come = async (name: string) => {
    const leave = await gate.enter();
    came.push(name);
    return leave;
  };
  const [first, second] = await Promise.all([come('một'), come('hai')]);
  const [third, fourth] = [come('ba'), come('bốn')];
  first!();
  first!();
  const leaveThird = await third;
  expect(came).toEqual(['một', 'hai', 'ba']);
  second!();
  await fourth;
  expect(came).toEqual(['một', 'hai', 'ba', 'bốn']);
  leaveThird();
});

test('of a hundred requests at once sixteen are worked on together, and all are answered', async () => {
  const app = Fastify();
  addPacking(app);
  let inside = 0;
  let open = (): void => undefined;
  const opened = new Promise<void>((done) => {
    open = done;
  });
  app.post('/', async () => {
    inside += 1;
    await opened;
    return {};
  });
  const url = await app.listen({ host: '127.0.0.1', port: 0 });
  const post = () => fetch(url, { method: 'POST', headers: { 'content-type': 'application/json' }, body: '{}' });
  const asked = Array.from({ length: 100 }, post);
  await expect.poll(() => inside, { timeout: 60_000 }).toBeGreaterThanOrEqual(16);
  // The others have come by then, or had the time to.
  await wait(300);
  expect(inside).toBe(16);
  open();
  expect((await Promise.all(asked)).every(({ status }) => status === 200)).toBe(true);
  expect(inside).toBe(100);
  await app.close();
});
