/** The gap ledger through its call: what was voided, and what is missing after a restore, with who and why. */
import { closeSync, openSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { createRouterClient } from '@orpc/server';
import { afterEach, expect, test } from 'vitest';
import type { GapLedger } from '#shared/contract/numbers.ts';
import { createDesk } from '../../../electron/app/desk.ts';
import { router } from '../../../electron/app/router.ts';
import { ledgersOf } from '../../../electron/app/service/ledger-paper.ts';
import { newSession } from '../../../electron/app/session.ts';
import { createStatusFeed } from '../../../electron/app/status-feed.ts';
import { type Client, commandId, type Office, openOffice, reception, refusal } from '../../helpers/desk.ts';
import { pdfPages } from '../../helpers/pdf.ts';

let office: Office;
afterEach(() => {
  office.close();
});

const accept = (who: Client, ...numbers: readonly number[]) =>
  Promise.all(
    numbers.map((n) => who.reception.accept({ commandId: commandId(n), draftId: null, reception: reception(), settledAtDesk: false })),
  );
async function ledger(who: Client, year = 2026): Promise<GapLedger> {
  for await (const told of await who.numbers.gaps({ year })) if (told.ledger !== null) return told.ledger;
  throw new Error('the stream ended without a ledger');
}

test('a voided acceptance is explained in all three series; a whole year without gaps says so', async () => {
  office = await openOffice();
  const hanh = office.as('Lê Thị Hạnh');
  const [, second] = await accept(hanh, 1, 2, 3);
  expect(await ledger(hanh)).toEqual({ year: 2026, counterNo: 2, volume: '02', numbers: 3, gaps: [] });
  await hanh.dossier.act({
    commandId: commandId(4),
    dossierId: second!.dossierId,
    basedOn: commandId(2),
    kind: 'dossier.voided',
    payload: { reason: 'Nhập hai lần' },
  });
  const voided = {
    dossierId: second!.dossierId,
    dossierCode: '000.05.24.H11-260608-2002',
    at: '2026-06-08T09:15:00.000+07:00',
    by: 'Lê Thị Hạnh',
    reason: 'Nhập hai lần',
  };
  expect((await ledger(office.as('Phạm Công Quản'))).gaps).toEqual([
    { series: 'code', date: '2026-06-08', from: 2002, to: 2002, reason: 'voided', voided },
    { series: 'register', date: null, from: 2, to: 2, reason: 'voided', voided },
    { series: 'slip', date: null, from: 2, to: 2, reason: 'voided', voided },
  ]);
  expect(await hanh.numbers.years()).toEqual([2026]);
  expect(await ledger(hanh, 2025)).toEqual({ year: 2025, counterNo: 2, volume: '02', numbers: 0, gaps: [] });
});

test('after a restore the numbers behind the last code on paper are named, until the dossiers are entered', async () => {
  office = await openOffice();
  await accept(office.as('Lê Thị Hạnh'), 1, 2);
  await office.desk.open().backups.run('command');
  office.desk.close();
  const fd = openSync(join(office.dataDir, 'store.db'), 'r+');
  writeSync(fd, Buffer.from('damage'), 0, 6, 100);
  closeSync(fd);
  const desk = createDesk(office.ports);
  const session = newSession();
  const call: Client = createRouterClient(router, { context: { session, desk, status: createStatusFeed() } });
  try {
    desk.openWith(office.keptKeys[0]!);
    for await (const _ of await call.triage.repair({ how: 'restore', lastCode: '000.05.24.H11-260608-2005' }));
    session.person = { personId: 'nobody-asks', fullName: 'Lê Thị Hạnh', roles: ['receptionist'], title: null };
    const { personId } = desk
      .open()
      .store.persons.all()
      .find(({ fullName }) => fullName === 'Lê Thị Hạnh')!;
    session.person = { ...session.person, personId };
    const [made] = await accept(call, 9);
    expect(made?.dossierCode).toBe('000.05.24.H11-260608-2006');
    expect((await ledger(call)).gaps.filter(({ series }) => series === 'code')).toEqual([
      { series: 'code', date: '2026-06-08', from: 2003, to: 2005, reason: 'onPaper', voided: null },
    ]);
  } finally {
    desk.close();
  }
});

test('the ledger on paper is archived before the printer has it, once for one command, each print with its number', async () => {
  office = await openOffice();
  const hanh = office.as('Lê Thị Hạnh');
  const [, second] = await accept(hanh, 1, 2, 3);
  await hanh.dossier.act({
    commandId: commandId(4),
    dossierId: second!.dossierId,
    basedOn: commandId(2),
    kind: 'dossier.voided',
    payload: { reason: 'Nhập hai lần' },
  });
  const first = { commandId: commandId(70), year: 2026 };
  const printed = { copyNo: 1, queued: true, queueFault: null };
  expect(await Promise.all([hanh.numbers.print(first), hanh.numbers.print(first)])).toEqual([printed, printed]);
  office.queue.fault = new Error('off');
  expect(await hanh.numbers.print({ commandId: commandId(71), year: 2026 })).toEqual({
    copyNo: 2,
    queued: false,
    queueFault: 'printer-silent',
  });
  const kept = ledgersOf(office.store(), 2026);
  expect(kept.map(({ copyNo, printedAt, pageCount }) => ({ copyNo, printedAt, pageCount }))).toEqual(
    [1, 2].map((copyNo) => ({ copyNo, printedAt: office.clock.now, pageCount: 1 })),
  );
  expect(office.queue.papers.map(({ options }) => options.paper)).toEqual(['a4']);
  expect(office.store().blobs.get(kept[0]!.sha256)).toEqual(Buffer.from(office.queue.papers[0]!.pdf));
  expect(office.store().blobs.get(kept[1]!.sha256)).toBeDefined();
  const words = pdfPages(office.queue.papers[0]!.pdf).join(' ').replaceAll(/\s+/gu, ' ');
  expect(words).toContain('Năm 2026, Quầy 2, quyển 02');
  expect(words).toContain('Đã hủy tiếp nhận: 000.05.24.H11-260608-2002, Lê');
  expect(words).toContain('Thị Hạnh hủy lúc 09:15 08/06/2026. Lý do:');
  expect(await hanh.numbers.print({ commandId: commandId(72), year: 2025 })).toMatchObject({ copyNo: 1 });
  expect(await refusal(office.as('Phạm Công Quản').numbers.print({ commandId: commandId(73), year: 2026 }))).toMatchObject({
    code: 'not-permitted',
  });
});
