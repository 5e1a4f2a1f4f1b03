import { mkdtemp, readFile, rm, truncate, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { zstdCompressSync, zstdDecompressSync } from 'node:zlib';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { headOf } from '#shared/journal/chain.ts';
import { backUp, restore } from '../../server/jobs/backup.ts';
import { beginEpoch } from '../../server/set-up.ts';
import { startReceiving } from '../../server/store/agencies.ts';
import { openStore } from '../../server/store/database.ts';
import type { Counter } from './helpers/counter.ts';
import { type District, openDistrict } from './helpers/district.ts';
import { createDatabase } from './helpers/postgres.ts';

const AGENCY = 'H55.242';
let folder: string;
let before: District;
let opened: District[];
let one: Counter;
let two: Counter;
let three: Counter;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'motcua-backup-'));
  before = await openDistrict();
  opened = [before];
  await before.addAgency(AGENCY);
  [one, two, three] = await Promise.all([before.enrolCounter(AGENCY, 1), before.enrolCounter(AGENCY, 2), before.enrolCounter(AGENCY, 3)]);
});
afterEach(async () => {
  for (const district of opened) await district.close();
  await rm(folder, { recursive: true });
});

async function backup(): Promise<string> {
  return (await backUp(before.ports, folder)).file;
}

async function restored(file: string): Promise<District> {
  const after = await openDistrict({ file, of: before });
  opened.push(after);
  for (const counter of [one, two, three]) counter.district = after;
  return after;
}

/** As a counter does it: every page it keeps beyond the server's place, then the word that it is done. */
async function offerAll(counter: Counter) {
  await counter.logIn();
  const { position } = (await counter.hello()).json;
  const pages = counter.pages.filter(({ page }) => (page.to?.position ?? 0) > (position?.position ?? 0));
  for (const offered of pages) expect((await counter.post('/reoffer', { offered, last: false })).status).toBe(200);
  return (await counter.post('/reoffer', { offered: null, last: true })).json;
}

async function pulledAnew(counter: Counter): Promise<unknown[]> {
  counter.cursor = null;
  counter.placed.clear();
  await counter.pullAll();
  return [...counter.placed.values()];
}

test('what came after the backup goes back to its places, and what never was placed is pushed', async () => {
  one.note('trước');
  await one.push();
  const file = await backup();
  one.note('ngày mất 1');
  await one.push();
  two.note('ngày mất 2');
  two.accept({}, { dossierCode: `${AGENCY}-260608-9001` });
  await two.push();
  await three.pullAll();
  await one.pullAll(2);
  const whole = [...three.placed.values()];
  expect(whole).toHaveLength(6);
  one.note('chưa gửi');

  await restored(file);
  expect(await one.push()).toMatchObject({ status: 401, json: { code: 'session-over' } });
  await one.logIn();
  expect(await one.push()).toMatchObject({ status: 409, json: { code: 'not-receiving' } });
  expect((await one.hello()).json).toMatchObject({
    receiving: false,
    reofferDue: true,
    position: { position: 1 },
    waitingFor: [1, 2, 3].map((counterNo) => ({ counterNo })),
  });

  expect(await offerAll(two)).toMatchObject({ receiving: false, position: { position: 1 } });
  expect(await offerAll(three)).toMatchObject({ receiving: false, position: { position: 6 }, waitingFor: [{ counterNo: 1 }] });
  expect(await offerAll(one)).toMatchObject({ receiving: true, waitingFor: [] });
  expect(await pulledAnew(two)).toEqual(whole);

  expect((await one.push(one.journal.slice(2))).json.results).toMatchObject([{ outcome: 'stored', position: 7 }]);
  expect((await one.push()).json.results.map(({ outcome }: { outcome: string }) => outcome)).toEqual([
    'duplicate',
    'duplicate',
    'duplicate',
  ]);
  expect((await two.push()).json.results.map(({ outcome }: { outcome: string }) => outcome)).toEqual(['duplicate', 'duplicate']);
  // The server had contested the code before; it does not say so twice.
  expect((await pulledAnew(two)).filter((act) => (act as { body: { kind: string } }).body.kind === 'act.contested')).toHaveLength(1);
  await three.pullAll();
  expect(three.cursor?.position).toBe(7);
  const { heads } = (await one.hello()).json;
  expect(heads).toContainEqual({ journalId: one.journalId, ...headOf(one.journal[2]!.link), own: true });
});

test('what the server had contested before is not contested again', async () => {
  const file = await backup();
  const dossierCode = `${AGENCY}-260608-1500`;
  for (const counter of [one, two]) {
    counter.accept({}, { dossierCode });
    await counter.push();
  }
  await three.pullAll();
  await restored(file);
  for (const counter of [one, two, three]) await offerAll(counter);
  const third = one.accept({}, { dossierCode });
  await one.push(one.journal.slice(1));
  const contested = (await pulledAnew(three)).flatMap((act) => {
    const { kind, payload } = (act as { body: { kind: string; payload: { actId: string; reason: string } } }).body;
    return kind === 'act.contested' && payload.reason === 'code-given-twice' ? [payload.actId] : [];
  });
  expect(contested.sort()).toEqual([one.journal[0]!, two.journal[0]!, third].map(({ body }) => JSON.parse(body).id).sort());
});

test('a counter gone for good is named, the others go on; when it comes back its acts get new places that all take', async () => {
  const file = await backup();
  one.note('một');
  await one.push();
  two.note('hai');
  await two.push();
  await two.pullAll();
  await one.pullAll(1);
  one.pages.splice(1);
  one.cursor = one.pages[0]!.page.to;

  const after = await restored(file);
  await offerAll(one);
  await offerAll(three);
  await after.ports.db.transaction().execute((tx) => startReceiving(tx, AGENCY));
  three.note('ba');
  expect((await three.push()).json.results).toMatchObject([{ outcome: 'stored', position: 2 }]);

  await two.logIn();
  expect((await two.hello()).json).toMatchObject({ receiving: true, reofferDue: true });
  const { placements } = (await two.post('/reoffer', { offered: two.pages[0], last: true })).json;
  expect(placements.map(({ position }: { position: number }) => position).sort()).toEqual([1, 3]);
  await two.pullAll();
  expect(two.cursor?.position).toBe(3);
  expect(await pulledAnew(one)).toEqual(await pulledAnew(three));
  expect([...two.placed.values()].sort((a, b) => a.placement!.position - b.placement!.position)).toEqual([...one.placed.values()]);
});

test('pages this server did not sign, or that do not follow, are refused', async () => {
  const file = await backup();
  for (const text of ['một', 'hai', 'ba']) one.note(text);
  await one.push();
  await one.pullAll(1);
  await restored(file);
  await one.logIn();
  const [first, second] = [one.pages[0]!, one.pages[1]!];
  const offer = (offered: unknown) => one.post('/reoffer', { offered, last: false });
  expect(await offer({ ...first, signature: second.signature })).toMatchObject({ status: 422, json: { data: { why: 'signature' } } });
  expect(await offer({ ...first, acts: second.acts })).toMatchObject({ status: 422, json: { data: { why: 'hash' } } });
  expect(await offer({ ...first, acts: [] })).toMatchObject({ status: 422, json: { data: { why: 'entries' } } });
  expect(await offer(second)).toMatchObject({ status: 409, json: { code: 'page-gap', data: { position: 0 } } });
  expect((await offer(first)).json).toMatchObject({ position: { position: 1 } });
  expect((await offer(first)).json).toMatchObject({ position: { position: 1 } });
});

test('a new epoch ends every session at once', async () => {
  expect((await one.hello()).status).toBe(200);
  await before.ports.db.transaction().execute((tx) => beginEpoch(tx, before.now));
  expect(await one.hello()).toMatchObject({ status: 401, json: { code: 'session-over' } });
  await one.logIn();
  expect((await one.hello()).status).toBe(200);
});

test('a backup cut short or changed brings nothing back', async () => {
  one.note('một');
  await one.push();
  const file = await backup();
  const whole = await readFile(file);
  const database = await createDatabase();
  const { db, close } = await openStore({ dataDir: '', url: database.url });
  const broughtBack = () => restore({ ...before.ports, db }, file);
  await truncate(file, whole.length - 40);
  await expect(broughtBack()).rejects.toMatchObject({ code: 'file-incomplete' });
  const lines = zstdDecompressSync(whole).toString();
  await writeFile(file, zstdCompressSync(lines.replace('"counter_no":1', '"counter_no":5')));
  await expect(broughtBack()).rejects.toMatchObject({ code: 'file-damaged' });
  await writeFile(file, whole);
  await expect(broughtBack()).resolves.toMatchObject({ blobs: 0 });
  await close();
  await database.drop();
  const after = await restored(file);
  await expect(pulledAnewOf(after)).resolves.toHaveLength(1);
});

async function pulledAnewOf(after: District): Promise<unknown[]> {
  expect((await after.post('/certificates', {})).status).toBe(404);
  await one.logIn();
  return pulledAnew(one);
}
