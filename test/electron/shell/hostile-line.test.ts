/**
 * A page that was taken over, at its own line: it cannot speak in another window's session, cannot end the worker or the other lines with frames that are none,
 * and cannot reach into the worker's objects. The real app behind real ports; frames as oRPC writes them: `{i: id, t: kind, p: {u: path, b: {json, meta}}}`.
 */
import { MessageChannel, type MessagePort } from 'node:worker_threads';
import { createORPCClient } from '@orpc/client';
import { RPCLink } from '@orpc/client/message-port';
import * as fc from 'fast-check';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { createApp, type App } from '../../../electron/app/app.ts';
import { type Client, newOffice, type Office, pin, plan, refusal } from '../../helpers/desk.ts';

let office: Office;
let app: App;
let personId = '';
const accidents: unknown[] = [];
const note = (error: unknown): void => {
  accidents.push(error);
};
beforeAll(async () => {
  process.on('unhandledRejection', note);
  office = newOffice();
  const { people, ...rest } = plan();
  await office.desk.setUpWith({ ...rest, people: people.slice(0, 1) });
  personId = office.personId('Lê Thị Hạnh');
  const key = office.keptKeys[0]!;
  office.desk.close();
  app = createApp(office.ports);
  app.desk.openWith(key);
}, 120_000);
afterAll(async () => {
  process.off('unhandledRejection', note);
  await app.stop();
  office.close();
});

type Line = { readonly port: MessagePort; readonly call: Client; readonly sent: unknown[]; readonly heard: unknown[] };

/** A window's end of a new line, with everything that went over it. */
function window(): Line {
  const { port1, port2 } = new MessageChannel();
  app.line(port2);
  const [sent, heard]: [unknown[], unknown[]] = [[], []];
  const post = port1.postMessage.bind(port1);
  port1.postMessage = (message: unknown) => {
    sent.push(message);
    post(message as string);
  };
  port1.on('message', (message) => heard.push(message));
  const call = createORPCClient<Client>(new RPCLink({ port: port1 }));
  port1.start();
  return { port: port1, call, sent, heard };
}

const signedIn = async (): Promise<Line> => {
  const line = window();
  await line.call.office.signIn({ personId, pin });
  return line;
};
const frame = (id: string, path: string, json: unknown, meta: unknown[] = []): string =>
  JSON.stringify({ i: id, p: { u: path, b: { json, meta } } });
const answerTo = (line: Line, id: string): Promise<{ p: { s?: number; b?: { json?: { code?: string } } } }> =>
  vi.waitUntil(() => line.heard.map((one) => JSON.parse(String(one)) as { i: string; p: object }).find(({ i }) => i === id), {
    timeout: 60_000,
  }) as never;

test('another line, with the very frames of a signed-in one, is nobody', async () => {
  const own = await signedIn();
  const [other, reading] = [window(), own.call.office.settings()];
  await reading;
  for (const message of own.sent) if (!String(message).includes('signIn')) other.port.postMessage(message);
  const answers = await vi.waitUntil(() => (other.heard.length >= 1 ? other.heard.map(String) : undefined), { timeout: 60_000 });
  expect(answers.map((text) => (JSON.parse(text) as { p: { b: { json: { code: string } } } }).p.b.json.code)).toEqual(['not-signed-in']);
  expect(await refusal(other.call.office.settings())).toEqual({ code: 'not-signed-in', data: {} });
  expect(await own.call.office.settings()).toBeDefined();
});

test('another line cannot end a stream or a session that is not its own', async () => {
  const own = await signedIn();
  const stream = await own.call.office.watch();
  expect((await stream.next()).done).toBe(false);
  const other = window();
  for (let id = 0; id < 20; id += 1)
    for (const t of [3, 4]) other.port.postMessage(JSON.stringify({ i: String(id), t, p: { e: 'done', d: {}, m: undefined } }));
  expect(await refusal(other.call.office.signOut())).toEqual({ code: 'not-signed-in', data: {} });
  expect((await own.call.office.state()).phase).toBe('signed-in');
  const next = stream.next();
  await own.call.office.signOut();
  expect((await next).done).toBe(true);
});

test('frames that are none end nothing, and the line goes on', { timeout: 120_000 }, async () => {
  const [own, bad] = [await signedIn(), window()];
  const curated: unknown[] = [
    '',
    'x',
    '{',
    'null',
    '[]',
    '{}',
    '{"i":"1"}',
    '{"i":"1","p":null}',
    '{"i":"1","p":{"u":7}}',
    '{"i":"1","p":{"u":"http://evil.example/office/state"}}',
    '{"i":{},"t":99,"p":{}}',
    '{"i":"1","t":3,"p":null}',
    '{"i":"9","p":{"u":"/office/state","h":{"content-type":"multipart/form-data"},"b":7}}',
    '{"i":"9","p":{"u":"/office/state","h":{"content-disposition":"x"}}}',
    `{"i":"1","p":${'['.repeat(20_000)}`,
    new Uint8Array(0),
    new Uint8Array([0xff, 0xfe, 0x00]),
    new Uint8Array(Buffer.from('{"i":"1"}\xff{}', 'latin1')),
    7,
    null,
    undefined,
    { i: '1', p: { u: '/office/state' } },
  ];
  for (const one of curated) bad.port.postMessage(one);
  fc.assert(
    fc.property(fc.oneof(fc.string(), fc.json(), fc.uint8Array({ maxLength: 200 })), (one) => {
      bad.port.postMessage(one);
    }),
    { numRuns: 300 },
  );
  expect((await bad.call.office.state()).phase).toBe('sign-in');
  expect((await own.call.office.state()).phase).toBe('signed-in');
  expect(accidents).toEqual([]);
});

test('a message of 300 KiB is refused by the call it is for, and the line goes on', async () => {
  const own = await signedIn();
  const text = 'ộ'.repeat(300 * 1024);
  const answers = [
    await refusal(own.call.office.signIn({ personId, pin: text })),
    await refusal(own.call.dossier.find({ text, tab: 'all', offset: 0, limit: 5 })),
    await refusal(own.call.office.unlockWithRecoveryCode({ recoveryCode: text })),
  ];
  expect(answers).toEqual(['pin', 'text', 'recoveryCode'].map((field) => ({ code: 'text-refused', data: { field, reason: 'too-long' } })));
  expect((await own.call.office.state()).phase).toBe('signed-in');
});

test('names of the language reach no object of the worker', async () => {
  const own = await signedIn();
  const evil = JSON.parse(
    '{"__proto__":{"polluted":1},"constructor":{"prototype":{"polluted":1}},"text":"","tab":"all","offset":0,"limit":5}',
  ) as object;
  own.port.postMessage(frame('e1', '/dossier/find', evil).replace('"text"', '"__proto__":{"polluted":1},"text"'));
  const paths = [
    '/__proto__',
    '/constructor',
    '/office/__proto__',
    '/office/constructor/prototype',
    '/toString',
    '/office/state/~orpc',
    '/hasOwnProperty',
  ];
  paths.forEach((path, index) => {
    own.port.postMessage(frame(`p${String(index)}`, path, {}));
  });
  const metas = [
    [1, '__proto__', 'polluted'],
    [1, 'constructor', 'prototype', 'polluted'],
    [6, '__proto__'],
    [1, 'text', '__proto__'],
  ];
  metas.forEach((meta, index) => {
    own.port.postMessage(frame(`m${String(index)}`, '/dossier/find', evil, [meta]));
  });
  const codes = [];
  for (const [index] of paths.entries()) codes.push((await answerTo(own, `p${String(index)}`)).p.s);
  expect(codes).toEqual(paths.map(() => 404));
  for (const [index] of metas.entries()) expect((await answerTo(own, `m${String(index)}`)).p.s).toBeGreaterThanOrEqual(400);
  await answerTo(own, 'e1');
  expect([({} as { polluted?: 1 }).polluted, Object.hasOwn(Object.prototype, 'polluted')]).toEqual([undefined, false]);
  expect((await own.call.office.state()).phase).toBe('signed-in');
  expect(accidents).toEqual([]);
});
