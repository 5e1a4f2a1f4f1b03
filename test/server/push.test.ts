import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import type { Counter } from './helpers/counter.ts';
import { type District, openDistrict } from './helpers/district.ts';

let district: District;
let counter: Counter;
let agencies = 0;

beforeAll(async () => {
  district = await openDistrict();
});
afterAll(() => district.close());
beforeEach(async () => {
  agencies += 1;
  const agencyCode = `H55.${String(agencies)}`;
  await district.addAgency(agencyCode);
  counter = await district.enrolCounter(agencyCode, 1);
});

test('a batch is kept, placed and pulled as it was written', async () => {
  const acts = [counter.note('một'), counter.note('hai'), counter.accept()];
  const answer = await counter.push();
  expect(answer.status).toBe(200);
  expect(answer.json.results).toEqual(acts.map(({ body, link }, index) => ({ seq: link.seq, id: JSON.parse(body).id, outcome: 'stored', epoch: expect.any(String), position: index + 1 })));
  await counter.pullAll();
  expect(counter.pages[0]!.acts).toEqual(acts);
});
