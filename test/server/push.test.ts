import { randomUUIDv7 } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { sql } from 'kysely';
import { headOf, linkAct } from '#shared/journal/chain.ts';
import type { SentAct } from '#shared/sync/sent-act.ts';
import { headBytes } from '#shared/sync/statements.ts';
import { lockAgency } from '../../server/store/agencies.ts';
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
  await district.addAgency(`H55.${String(agencies)}`);
  counter = await district.enrolCounter(`H55.${String(agencies)}`, 1);
});

const idOf = ({ body }: SentAct): string => JSON.parse(body).id;
const outcomes = (answer: { json: { results: { outcome: string; position: number }[] } }) =>
  answer.json.results.map(({ outcome, position }) => [outcome, position]);
async function pulledBodies(by: Counter = counter): Promise<string[]> {
  by.cursor = null;
  by.pages.length = 0;
  await by.pullAll();
  return by.pages.flatMap(({ acts }) => acts.map(({ body }) => body));
}

test('a batch is kept, placed and pulled as it was written', async () => {
  const acts = [counter.note('một'), counter.note('hai'), counter.accept()];
  const answer = await counter.push();
  expect(answer.json).toEqual({
    results: acts.map((act, index) => ({
      seq: act.link.seq,
      id: idOf(act),
      outcome: 'stored',
      epoch: expect.any(String),
      position: index + 1,
    })),
    head: { journalId: counter.journalId, ...headOf(acts[2]!.link) },
  });
  await counter.pullAll();
  expect(counter.pages[0]!.acts).toEqual(acts);
});

test('a batch said twice, and one that overlaps, has one effect', async () => {
  const acts = Array.from({ length: 6 }, (_, index) => counter.note(String(index)));
  await counter.push(acts.slice(0, 4));
  expect(outcomes(await counter.push(acts.slice(0, 4)))).toEqual([1, 2, 3, 4].map((position) => ['duplicate', position]));
  expect(outcomes(await counter.push(acts.slice(2)))).toEqual([
    ['duplicate', 3],
    ['duplicate', 4],
    ['stored', 5],
    ['stored', 6],
  ]);
  expect(await pulledBodies()).toEqual(acts.map(({ body }) => body));
});

test('a batch that comes too early is asked to begin at the head', async () => {
  const acts = Array.from({ length: 4 }, (_, index) => counter.note(String(index)));
  expect(await counter.push(acts.slice(2))).toMatchObject({ status: 409, json: { code: 'gap', data: { head: null } } });
  await counter.push(acts.slice(0, 1));
  expect(await counter.push(acts.slice(2))).toMatchObject({
    status: 409,
    json: { code: 'gap', data: { head: { journalId: counter.journalId, ...headOf(acts[0]!.link) } } },
  });
  await counter.push(acts.slice(1));
  expect(await pulledBodies()).toEqual(acts.map(({ body }) => body));
});

test('the same batch from eight connections at once is kept once', async () => {
  const acts = Array.from({ length: 50 }, (_, index) => counter.note(String(index)));
  const answers = await Promise.all(Array.from({ length: 8 }, () => counter.push()));
  expect(answers.map(({ status }) => status)).toEqual(Array.from({ length: 8 }, () => 200));
  expect(answers.flatMap((answer) => outcomes(answer)).filter(([outcome]) => outcome === 'stored')).toHaveLength(50);
  expect(await pulledBodies()).toEqual(acts.map(({ body }) => body));
});

test('counters pushing at once get positions without a gap, each its own in order', async () => {
  const counters = [counter, ...(await Promise.all([2, 3, 4].map((no) => district.enrolCounter(counter.agencyCode, no))))];
  await Promise.all(
    counters.map(async (one) => {
      for (let batch = 0; batch < 5; batch += 1) {
        const acts = Array.from({ length: 7 }, (_, index) => one.note(`${String(batch)}.${String(index)}`));
        expect((await one.push(acts)).status).toBe(200);
      }
    }),
  );
  await counter.pullAll(11);
  const entries = counter.pages.flatMap(({ page }) => page.entries);
  expect(entries.map(({ position }) => position)).toEqual(Array.from({ length: 140 }, (_, index) => index + 1));
  const bodies = counter.pages.flatMap(({ acts }) => acts);
  for (const one of counters) expect(bodies.filter(({ link }) => link.journalId === one.journalId)).toEqual(one.journal);
});

test('a push held open holds back the places after it: a pull sees none, then all', async () => {
  const other = await district.enrolCounter(counter.agencyCode, 2);
  counter.note('trước');
  await counter.push();
  other.note('sau');
  let release = (): void => undefined;
  const held = new Promise<void>((done) => {
    release = done;
  });
  let holding = (): void => undefined;
  const holds = new Promise<void>((done) => {
    holding = done;
  });
  const holder = district.ports.db.transaction().execute(async (tx) => {
    await lockAgency(tx, counter.agencyCode);
    holding();
    await held;
  });
  await holds;
  let answered = false;
  const pushing = other.push().then((answer) => {
    answered = true;
    return answer;
  });
  expect(await pulledBodies()).toHaveLength(1);
  expect(answered).toBe(false);
  release();
  await holder;
  expect((await pushing).json.results[0].position).toBe(2);
  await counter.pullAll();
  expect(counter.cursor?.position).toBe(2);
});

test.each([
  [
    'a body with one letter changed',
    (acts: SentAct[]) => {
      acts[1] = { ...acts[1]!, body: acts[1]!.body.replace('hai', 'hay') };
    },
    { seq: 2, why: 'body-hash' },
  ],
  [
    'a link left out',
    (acts: SentAct[]) => {
      acts.splice(1, 1);
    },
    { seq: 3, why: 'seq-gap' },
  ],
  [
    'a link built on another',
    (acts: SentAct[]) => {
      acts[2] = { ...acts[2]!, link: { ...acts[2]!.link, prev: 'ab'.repeat(32) } };
    },
    { seq: 3, why: 'prev' },
  ],
  [
    'a link of another journal',
    (acts: SentAct[]) => {
      acts[2] = { ...acts[2]!, link: { ...acts[2]!.link, journalId: randomUUIDv7() } };
    },
    { seq: 3, why: 'journal' },
  ],
  [
    'a lone surrogate in a body',
    (acts: SentAct[]) => {
      acts[1] = { ...acts[1]!, body: acts[1]!.body.replace('hai', '\ud800') };
    },
    { seq: 2, why: 'body-hash' },
  ],
])('%s keeps the whole batch out and harms nothing', async (_name, harm, data) => {
  const acts = ['một', 'hai', 'ba'].map((text) => counter.note(text));
  const harmed = [...acts];
  harm(harmed);
  const answer = await counter.post('/push', { ...counter.batch(acts), acts: harmed });
  expect(answer).toMatchObject({ status: 422, json: { code: 'chain-broken', data } });
  expect(await pulledBodies()).toEqual([]);
  expect((await counter.push()).status).toBe(200);
});

test('a head signed by another key is refused', async () => {
  counter.note('một');
  const other = await district.enrolCounter(counter.agencyCode, 2);
  const { headSignature } = other.batch([other.note('hai')]);
  expect(await counter.post('/push', { ...counter.batch(counter.journal), headSignature })).toMatchObject({
    status: 422,
    json: { code: 'signature-wrong' },
  });
});

test('a journal is of the device that pushed it first', async () => {
  const other = await district.enrolCounter(counter.agencyCode, 2);
  counter.note('một');
  await counter.push();
  other.journalId = counter.journalId;
  other.note('hai');
  expect(await other.push()).toMatchObject({ status: 409, json: { code: 'journal-of-another' } });
});

test('two stores on one journal: both branches are kept, placed and pulled', async () => {
  const common = [counter.note('một'), counter.note('hai')];
  await counter.push();
  const { head, journal } = counter;
  const trunk = [counter.note('ba'), counter.note('bốn')];
  await counter.push();
  counter.head = head;
  counter.journal = journal.slice(0, 2);
  const branch = [counter.note('ba nữa'), counter.note('bốn nữa')];
  expect(outcomes(await counter.push(branch))).toEqual([
    ['fork', 5],
    ['fork', 6],
  ]);
  expect(outcomes(await counter.push(branch))).toEqual([
    ['fork', 5],
    ['fork', 6],
  ]);
  // Built on the branch, beyond the trunk's end.
  const further = counter.note('năm nữa');
  expect(outcomes(await counter.push([further]))).toEqual([['fork', 7]]);
  expect(await pulledBodies()).toEqual([...common, ...trunk, ...branch, further].map(({ body }) => body));
  const { json } = await counter.hello();
  expect(json.heads).toEqual([{ journalId: counter.journalId, ...headOf(trunk[1]!.link), own: true }]);
});

test('a second store’s act at the very head stands beside the first', async () => {
  const first = counter.note('một');
  await counter.push();
  counter.head = null;
  counter.journal = [];
  const second = counter.note('một nữa');
  expect(outcomes(await counter.push())).toEqual([['fork', 2]]);
  expect((await counter.hello()).json).toMatchObject({
    heads: [{ ...headOf(first.link) }],
    atHead: [{ linkHash: headOf(second.link).linkHash }],
  });
});

test('an act linked again on another journal keeps its place', async () => {
  const act = counter.note('một');
  await counter.push();
  counter.journalId = randomUUIDv7();
  counter.head = null;
  counter.journal = [];
  const { link } = linkAct(null, counter.journalId, JSON.parse(act.body));
  expect(outcomes(await counter.push([{ body: act.body, link }]))).toEqual([['duplicate', 1]]);
  expect(await pulledBodies()).toEqual([act.body]);
});

test('what cannot be read among 500 is kept and placed, and holds back nothing', async () => {
  const strange = [
    '{"not":"an act"}',
    'không phải JSON \u0000',
    JSON.stringify({ ...JSON.parse(counter.note('x').body), kind: 'dossier.teleported', v: 9 }),
  ];
  counter.head = null;
  counter.journal = [];
  const canonical = (text: string): string =>
    text.includes('teleported')
      ? JSON.stringify(Object.fromEntries(Object.entries(JSON.parse(text)).sort(([a], [b]) => (a < b ? -1 : 1))))
      : text;
  for (let index = 0; index < 500; index += 1) {
    if (index % 167 === 100) counter.write(canonical(strange[Math.floor(index / 167)]!));
    else counter.note(String(index));
  }
  const answer = await counter.push();
  expect(answer.json.results.map(({ position, outcome }: { position: number; outcome: string }) => [position, outcome])).toEqual(
    counter.journal.map((_, index) => [index + 1, 'stored']),
  );
  expect(answer.json.results.filter(({ id }: { id: string | null }) => id === null).map(({ seq }: { seq: number }) => seq)).toEqual([
    101, 268,
  ]);
  expect(await pulledBodies()).toEqual(counter.journal.map(({ body }) => body));
});

test('bytes that claim the id of another act are kept without it, and the act is contested', async () => {
  const act = counter.accept();
  await counter.push();
  const body = JSON.parse(act.body);
  const imposter = counter.write({ ...body, occurredAt: '2026-06-08T09:16:00+07:00' });
  expect((await counter.push([imposter])).json.results).toMatchObject([{ id: null, outcome: 'stored', position: 2 }]);
  const bodies = await pulledBodies();
  expect(bodies.slice(0, 2)).toEqual([act.body, imposter.body]);
  expect(
    bodies
      .slice(2)
      .map((text) => JSON.parse(text))
      .map(({ kind, payload, dossierId }) => ({ kind, payload, dossierId })),
  ).toMatchObject([
    { kind: 'journal.opened' },
    { kind: 'act.contested', payload: { actId: body.id, reason: 'id-reused' }, dossierId: body.dossierId },
  ]);
});

test('batches and bodies beyond the limits', async () => {
  const acts = Array.from({ length: 501 }, () => counter.note('x'));
  expect(await counter.push(acts)).toMatchObject({ status: 400, json: { code: 'request-invalid', data: { fields: ['acts'] } } });
  expect(await counter.post('/push', Buffer.alloc(1_048_577, 0x20))).toMatchObject({
    status: 413,
    json: { code: 'too-large', data: { maxBytes: 1_048_576 } },
  });
});

test('a push that fails at its last statement leaves nothing of it', async () => {
  const { db } = district.ports;
  // Its acts, links and head are kept in one statement; what the server says of them comes after.
  counter.accept({}, { dossierCode: `${counter.agencyCode}-260608-9001` });
  await sql`CREATE FUNCTION fail() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE EXCEPTION 'broken'; END $$`.execute(db);
  await sql`CREATE TRIGGER breaks BEFORE INSERT ON contest FOR EACH ROW EXECUTE FUNCTION fail()`.execute(db);
  expect(await counter.push()).toMatchObject({ status: 500, json: { code: 'server-fault' } });
  await sql`DROP TRIGGER breaks ON contest`.execute(db);
  expect(await pulledBodies()).toEqual([]);
  expect(outcomes(await counter.push())).toEqual([['stored', 1]]);
});

test('a batch whose head is not its last link, and one built on a link nobody has, keep out', async () => {
  const acts = ['một', 'hai', 'ba'].map((text) => counter.note(text));
  const { journalId } = counter;
  const short = headOf(acts[1]!.link);
  const headSignature = counter.sign(headBytes(counter.agencyCode, { journalId, ...short }));
  expect(await counter.post('/push', { journalId, acts, head: short, headSignature })).toMatchObject({
    status: 422,
    json: { code: 'chain-broken', data: { seq: 2, why: 'head' } },
  });
  await counter.push(acts.slice(0, 2));
  counter.head = { seq: 2, linkHash: 'ab'.repeat(32) };
  expect(await counter.push([counter.note('trên không')])).toMatchObject({
    status: 422,
    json: { code: 'chain-broken', data: { seq: 3, why: 'prev' } },
  });
  expect(await pulledBodies()).toEqual(acts.slice(0, 2).map(({ body }) => body));
});
