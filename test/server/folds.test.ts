import * as fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { fold } from '#shared/domain/dossier/fold.ts';
import { Sha256Hex, type PlacedAct } from '#shared/journal/act.ts';
import { actsOf, foldDossiers } from '../../server/jobs/fold-dossiers.ts';
import { listEpochs } from '../../server/store/epochs.ts';
import { overview } from '../../server/store/overview.ts';
import type { SentAct } from '#shared/sync/sent-act.ts';
import { samples } from '../helpers/acts.ts';
import type { Counter } from './helpers/counter.ts';
import { type District, openDistrict } from './helpers/district.ts';

let district: District;
let agencies = 0;

beforeAll(async () => {
  district = await openDistrict();
});
afterAll(() => district.close());

/** What one counter does next: a new dossier, an act on one of those everybody knows of, a batch of some size from somewhere, a pull. */
const Step = fc.record({
  by: fc.nat({ max: 2 }),
  what: fc.oneof(
    { weight: 3, arbitrary: fc.constant('accept' as const) },
    {
      weight: 4,
      arbitrary: fc.constantFrom(
        'dossier.takenOver' as const,
        'dossier.resolved' as const,
        'dossier.noted' as const,
        'dossier.stopped' as const,
      ),
    },
    { weight: 3, arbitrary: fc.constant('push' as const) },
    { weight: 2, arbitrary: fc.constant('pull' as const) },
  ),
  pick: fc.nat({ max: 99 }),
});

async function pushed(counter: Counter, acts: readonly SentAct[], lawful: readonly number[]): Promise<void> {
  const { status } = await counter.push(acts);
  if (!lawful.includes(status)) throw new Error(`push answered ${String(status)}`);
}

async function run(counters: readonly Counter[], steps: readonly (typeof Step extends fc.Arbitrary<infer S> ? S : never)[]): Promise<void> {
  const dossiers: { dossierId: string; basedOn: string }[] = [];
  for (const { by, what, pick } of steps) {
    const counter = counters[by]!;
    if (what === 'accept') {
      const { id, dossierId } = JSON.parse(counter.accept().body);
      dossiers.push({ dossierId, basedOn: id });
    } else if (what === 'push') {
      // From anywhere in the journal: repeated, overlapping, sometimes too early.
      const acts = counter.journal.slice(Math.floor((counter.journal.length * pick) / 100));
      if (acts.length > 0) await pushed(counter, acts, [200, 409]);
    } else if (what === 'pull') await counter.pullAll(1 + (pick % 7));
    else {
      const on = dossiers[pick % Math.max(1, dossiers.length)];
      if (on !== undefined) counter.write(counter.body(what, samples[what] as never, on));
    }
  }
  for (const counter of counters) if (counter.journal.length > 0) await pushed(counter, counter.journal, [200]);
  for (const counter of counters) await counter.pullAll();
}

const foldAll = (acts: readonly PlacedAct[], epochs: readonly string[]) =>
  [
    ...Map.groupBy(
      acts.filter(({ body }) => body.dossierId !== null),
      ({ body }) => body.dossierId,
    ),
  ]
    .map(([id, own]) => [id, fold(own, epochs)] as const)
    .sort(([a], [b]) => (a! < b! ? -1 : 1));

test('however batches come, every counter and the server hold the same acts once and fold them alike', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(Step, { minLength: 5, maxLength: 40 }), async (steps) => {
      agencies += 1;
      const agencyCode = `H58.${String(agencies)}`;
      await district.addAgency(agencyCode);
      const counters = [];
      for (const no of [1, 2, 3]) counters.push(await district.enrolCounter(agencyCode, no));
      await run(counters, steps);
      const [first, ...others] = counters.map(({ placed }) =>
        [...placed.values()].sort((a, b) => a.placement!.position - b.placement!.position),
      );
      for (const other of others) expect(other).toEqual(first);
      const written = counters.flatMap(({ journal }) => journal.map(({ link }) => link.bodyHash));
      expect(new Set(first!.map(({ link }) => Sha256Hex.parse(link.bodyHash)))).toEqual(new Set(written));
      expect(first).toHaveLength(written.length);
      const epochs = await listEpochs(district.ports.db);
      const dossierIds = [...new Set(first!.flatMap(({ body }) => body.dossierId ?? []))];
      const onServer = foldAll(await actsOf(district.ports.db, agencyCode, dossierIds), epochs);
      expect(onServer).toEqual(foldAll(first!, epochs));
      await foldDossiers(district.ports);
      const told = (await overview(district.ports.db)).find((one) => one.agencyCode === agencyCode)!;
      expect(told.needsDecision).toBe(onServer.filter(([, state]) => state.needsDecision.length > 0).length);
    }),
    { numRuns: 12 },
  );
});
