/** Two servers on one data folder: one database, one order, and neither ends under the other. */
import { expect, test } from 'vitest';
import { randomFrom } from '../helpers/random.ts';
import { newServerFolder } from '../server/helpers/server-process.ts';
import { busyCounter } from './scenarios/busy-counter.ts';

const AGENCY = 'H55.1';
const seed = Number(process.env['SEED'] ?? Date.now() % 1_000_000);

test(
  `two servers started at once, every batch at both, one killed and one told to end, seed ${String(seed)}`,
  { timeout: 300_000 },
  async () => {
    const folder = await newServerFolder([AGENCY]);
    try {
      const [first, second] = await Promise.all([folder.start(), folder.start()]);
      const one = await folder.enrol(() => first.url, AGENCY, 1);
      for (let index = 0; index < 120; index += 1) one.note(`ghi chú ${String(index)}`);
      const twin = Object.assign(Object.create(Object.getPrototypeOf(one) as object) as typeof one, one, {
        district: (await folder.enrol(() => second.url, AGENCY, 2)).district,
      });
      const answers = await Promise.all([one, twin, one, twin].map((counter) => counter.push(one.journal)));
      const outcomes = answers.flatMap(({ json }) => json.results.map(({ outcome }: { outcome: string }) => outcome)) as string[];
      expect([
        outcomes.filter((outcome) => outcome === 'stored').length,
        outcomes.filter((outcome) => outcome === 'duplicate').length,
      ]).toEqual([120, 360]);

      let place = first.url;
      const urls = [() => place, () => second.url];
      const counters = await Promise.all(urls.map((url, index) => folder.enrol(url, AGENCY, 3 + index)));
      const busy = counters.map((counter, index) => busyCounter(counter, urls[index]!, randomFrom(seed + index)));
      for (let step = 0; step < 8; step += 1) await Promise.all(busy.map((each) => each.step()));
      await first.kill();
      // What the killed one was told goes on at the other, papers half sent too: the folder is the same.
      place = second.url;
      for (const each of busy) expect(await each.finish()).toBe(true);
      expect(busy.flatMap(({ broken }) => broken)).toEqual([]);

      const third = await folder.start();
      await third.stop();
      await one.logIn().catch(() => undefined);
      twin.token = '';
      expect((await twin.logIn()).status).toBe(200);
      await second.stop();
      const kept = await folder.inside(async ({ ports: { db } }) =>
        db.selectFrom('act').select(['act_id', 'position']).orderBy('position').execute(),
      );
      const written = [one, ...counters].flatMap(({ journal }) => journal.map(({ body }) => (JSON.parse(body) as { id: string }).id));
      expect(kept.map(({ position }) => position)).toEqual(written.map((_, index) => index + 1));
      expect(new Set(kept.map(({ act_id: id }) => id))).toEqual(new Set(written));
    } finally {
      await folder.remove();
    }
  },
);
