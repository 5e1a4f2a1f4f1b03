/** A day on foot from the page's side: out in pieces, the server's answer back in pieces, and every stick that is not to be believed. */
import { existsSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { randomUUIDv7 } from 'node:crypto';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { usbPieceBytes, type UsbTarget } from '#shared/contract/usb.ts';
import { exportBundle } from '../../../server/bundles/export.ts';
import { importBundle } from '../../../server/bundles/import.ts';
import { commandId, type Office, openOffice, reception, refusal } from '../../helpers/desk.ts';
import { enrolStore, newUpstream, type TestUpstream } from '../../helpers/upstream.ts';

let upstream: TestUpstream;
let office: Office;
beforeAll(async () => {
  upstream = await newUpstream();
  office = await openOffice();
}, 120_000);
afterAll(async () => {
  await office.desk.open().sync.stop();
  office.close();
  await upstream.remove();
});

type Call = ReturnType<Office['as']>;

async function carryOut(call: Call, target: UsbTarget = 'upstream'): Promise<Buffer> {
  const { file, fault } = await call.usb.export({ target, all: false });
  expect(fault).toBeNull();
  const parts: Buffer[] = [];
  for (let offset = 0; ;) {
    const bytes = Buffer.from((await call.usb.piece({ exportId: file!.exportId, offset })).base64, 'base64');
    if (bytes.length === 0) break;
    expect(bytes.length).toBeLessThanOrEqual(usbPieceBytes);
    parts.push(bytes);
    offset += bytes.length;
  }
  const whole = Buffer.concat(parts);
  expect(whole.length).toBe(file!.byteLength);
  return whole;
}

async function carryIn(call: Call, bytes: Buffer) {
  const { importId } = await call.usb.begin({ byteLength: bytes.length });
  for (let offset = 0; offset < bytes.length; offset += usbPieceBytes)
    await call.usb.chunk({ importId, offset, base64: bytes.subarray(offset, offset + usbPieceBytes).toString('base64') });
  return call.usb.take({ importId });
}

/** What the district's operator does with a stick. */
async function serve(bundle: Buffer): Promise<Buffer> {
  const [inFile, outFile] = [join(upstream.folder, 'in.mcb'), join(upstream.folder, 'out.mcb')];
  writeFileSync(inFile, bundle);
  await upstream.command((ports) => importBundle(ports, inFile));
  await upstream.command((ports) => exportBundle(ports, office.store().identity.agencyCode, 2, outFile));
  return readFileSync(outFile);
}

const accept = (call: Call, number: number) =>
  call.reception.accept({ commandId: commandId(number), draftId: null, reception: reception(), settledAtDesk: false });

test('what cannot be made says why', async () => {
  const call = office.as('Lê Thị Hạnh');
  expect(await call.usb.state()).toEqual({ upstream: false, officeCode: false });
  expect(await call.usb.export({ target: 'upstream', all: false })).toEqual({ file: null, fault: { code: 'not-enrolled', details: {} } });
  expect(await call.usb.export({ target: 'office', all: false })).toEqual({
    file: null,
    fault: { code: 'office-code-missing', details: {} },
  });
  expect(await refusal(call.usb.piece({ exportId: commandId(1), offset: 0 }))).toMatchObject({ code: 'import-unknown' });
  expect(await refusal(call.usb.take({ importId: commandId(1) }))).toMatchObject({ code: 'import-unknown' });
});

test('the stick goes to the server and its answer closes the day', { timeout: 120_000 }, async () => {
  await enrolStore(office.store(), upstream);
  const call = office.as('Lê Thị Hạnh');
  expect(await call.usb.state()).toEqual({ upstream: true, officeCode: false });
  await accept(call, 1);
  await accept(call, 2);
  const unsent = (await call.sync.status()).unsent;
  const stick = await carryOut(call);
  expect((await call.sync.status()).unsent).toEqual(unsent);
  const answer = await serve(stick);
  const { taken, fault } = await carryIn(call, answer);
  expect([fault, taken]).toEqual([
    null,
    { from: 'upstream', added: expect.any(Number), confirmed: unsent.acts, countersigned: 1, unsentActs: 0 },
  ]);
  expect(await call.sync.status()).toMatchObject({ allSent: true });
  expect(await call.sync.unsent({ offset: 0, limit: 10 })).toEqual({ rows: [], total: 0 });
  // The same stick a second time.
  expect((await carryIn(call, answer)).taken).toEqual({ from: 'upstream', added: 0, confirmed: 0, countersigned: 0, unsentActs: 0 });
  // Nothing lies about: the folder is the owner's alone, what came in is gone.
  const folder = join(office.dataDir, 'usb');
  expect([(statSync(folder).mode & 0o777).toString(8), readdirSync(folder).filter((name) => name.endsWith('.in'))]).toEqual(['700', []]);
});

test('a stick that is cut, changed, another office’s or one’s own changes nothing', { timeout: 120_000 }, async () => {
  const call = office.as('Lê Thị Hạnh');
  await accept(call, 3);
  const own = await carryOut(call);
  const answer = await serve(own);
  const before = (await call.sync.status()).unsent;
  const changed = Buffer.from(answer);
  changed[changed.length - 40]! ^= 1;
  await call.usb.export({ target: 'upstream', all: false });
  const told: (string | undefined)[] = [];
  for (const bytes of [answer.subarray(0, answer.length - 60), changed, own, Buffer.from('kế hoạch tháng sáu')])
    told.push((await carryIn(call, Buffer.from(bytes))).fault?.code);
  expect(told).toEqual(['bundle-damaged', 'bundle-damaged', 'bundle-not-for-us', 'bundle-damaged']);
  expect((await call.sync.status()).unsent).toEqual(before);
  expect((await carryIn(call, answer)).taken).toMatchObject({ confirmed: before.acts });
});

test('two desks of an office by their code', { timeout: 120_000 }, async () => {
  const [head, call] = [office.as('Trần Minh Tâm'), office.as('Lê Thị Hạnh')];
  expect(await head.usb.officeCode({ code: 'O1-AAAA' })).toEqual({
    officeCode: null,
    fault: { code: 'office-code-mistyped', details: {} },
  });
  const { officeCode } = await head.usb.officeCode({ code: null });
  expect(await head.usb.officeCode({ code: null })).toEqual({ officeCode, fault: null });
  await accept(call, 4);
  const stick = await carryOut(call, 'office');
  const other = await openOffice({ ids: { next: randomUUIDv7 } });
  try {
    await other.as('Trần Minh Tâm').usb.officeCode({ code: officeCode });
    const there = other.as('Lê Thị Hạnh');
    const { taken, fault } = await carryIn(there, stick);
    expect([fault, taken]).toEqual([
      null,
      { from: 'office', added: expect.any(Number), confirmed: 0, countersigned: 0, unsentActs: expect.any(Number) },
    ]);
    expect(taken!.added).toBeGreaterThan(4);
    // Its own stick is nobody's to import here.
    expect((await carryIn(call, stick)).fault?.code).toBe('bundle-foreign');
  } finally {
    other.close();
  }
});

test('a stick waits while something is on its way over the line', { timeout: 120_000 }, async () => {
  const call = office.as('Lê Thị Hạnh');
  await accept(call, 5);
  const run = call.sync.retry({ dossierId: null });
  expect((await call.usb.export({ target: 'upstream', all: false })).fault).toEqual({ code: 'sync-under-way', details: {} });
  expect(await run).toEqual({ fault: null, sentActs: expect.any(Number), dossier: null });
  expect((await call.usb.export({ target: 'upstream', all: false })).fault).toBeNull();
  expect(existsSync(join(office.dataDir, 'usb'))).toBe(true);
});

test('the next start leaves no stick behind', async () => {
  const call = office.as('Lê Thị Hạnh');
  await call.usb.export({ target: 'upstream', all: false });
  expect(readdirSync(join(office.dataDir, 'usb')).length).toBe(1);
  const key = office.keptKeys.at(-1)!;
  office.desk.close();
  office.desk.openWith(key);
  expect(existsSync(join(office.dataDir, 'usb'))).toBe(false);
});
