/** A paper another counter printed: its bytes come from the server when somebody asks, are what the act says, and stay. */
import { createHash, randomUUIDv7 } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { blobPath } from '../../../server/jobs/finish-blob.ts';
import { commandId, type Office, openOffice, reception, refusal } from '../../helpers/desk.ts';
import { enrolStore, newUpstream, type TestUpstream } from '../../helpers/upstream.ts';

let upstream: TestUpstream;
let printer: Office;
let reader: Office;
beforeAll(async () => {
  upstream = await newUpstream();
  printer = await openOffice();
  reader = await openOffice({ ids: { next: randomUUIDv7 } });
  for (const office of [printer, reader]) await enrolStore(office.store(), upstream);
}, 120_000);
afterAll(async () => {
  for (const office of [printer, reader]) {
    await office.desk.open().sync.stop();
    office.close();
  }
  await upstream.remove();
});

/** Printed at one counter, known at the other by the acts alone. */
async function printedElsewhere(number: number): Promise<{ printActId: string; sha256: string }> {
  const [here, there] = [printer.as('Lê Thị Hạnh'), reader.as('Lê Thị Hạnh')];
  const { dossierId } = await here.reception.accept({
    commandId: commandId(number),
    draftId: null,
    reception: reception(),
    settledAtDesk: false,
  });
  const { printActId } = await here.paper.print({
    commandId: commandId(number + 1),
    dossierId,
    form: 'receiptSlip',
    layout: 'a5',
    reason: null,
  });
  for (const call of [here, there]) expect((await call.sync.retry({ dossierId: null })).fault).toBeNull();
  return { printActId, sha256: printer.store().prints.find(printActId)!.blobSha256 };
}

test('fetched once, kept, and read in pieces', { timeout: 120_000 }, async () => {
  const { printActId, sha256 } = await printedElsewhere(10);
  const call = reader.as('Lê Thị Hạnh');
  expect(reader.store().blobs.has(sha256)).toBe(false);
  expect(await refusal(call.archive.piece({ printActId, offset: 0 }))).toMatchObject({ code: 'paper-unknown' });
  const brought = await call.archive.bring({ printActId });
  expect(brought).toEqual({ fetched: true, byteLength: printer.store().prints.find(printActId)!.byteLength, fault: null });
  expect(await call.archive.bring({ printActId })).toEqual({ ...brought, fetched: false });
  const bytes = Buffer.from((await call.archive.piece({ printActId, offset: 0 })).base64, 'base64');
  expect([bytes.subarray(0, 5).toString(), createHash('sha256').update(bytes).digest('hex')]).toEqual(['%PDF-', sha256]);
  expect(await call.archive.piece({ printActId, offset: bytes.length })).toEqual({ base64: '' });
  expect(await refusal(call.archive.bring({ printActId: commandId(999) }))).toMatchObject({ code: 'paper-unknown' });
});

test('what came is another’s: nothing of it is kept', { timeout: 120_000 }, async () => {
  const { printActId, sha256 } = await printedElsewhere(20);
  const path = blobPath(`${upstream.folder}/server/blobs`, reader.store().identity.agencyCode, sha256);
  const whole = readFileSync(path);
  const changed = Buffer.from(whole);
  changed[100]! ^= 1;
  writeFileSync(path, changed);
  const call = reader.as('Lê Thị Hạnh');
  expect((await call.archive.bring({ printActId })).fault).toEqual({ code: 'blob-wrong', details: {} });
  expect(reader.store().blobs.has(sha256)).toBe(false);
  expect(reader.store().blobs.has(createHash('sha256').update(changed).digest('hex'))).toBe(false);
  writeFileSync(path, whole);
  expect(await call.archive.bring({ printActId })).toMatchObject({ fetched: true, fault: null });
});

test('without the line it says where the paper is', { timeout: 120_000 }, async () => {
  const { printActId } = await printedElsewhere(30);
  await upstream.stop();
  const call = reader.as('Lê Thị Hạnh');
  expect((await call.archive.bring({ printActId })).fault).toEqual({ code: 'blob-elsewhere', details: {} });
  await upstream.start();
  expect(await call.archive.bring({ printActId })).toMatchObject({ fetched: true, fault: null });
});
