import { afterEach, expect, test } from 'vitest';
import { type FaultDetails, StoreFault, type StoreFaultCode } from '../../../electron/store/fault.ts';
import { commandId, type Office, openOffice, reception, refusal } from '../../helpers/desk.ts';

let office: Office;
afterEach(() => {
  office.close();
});

const accept = (number = 1) =>
  office.as('Lê Thị Hạnh').reception.accept({ commandId: commandId(number), draftId: null, reception: reception(), settledAtDesk: false });
/** The store as it would answer from now on. */
const breakWith = (error: Error) => {
  Object.assign(office.store(), {
    commitWith: () => {
      throw error;
    },
  });
};

test.each<[StoreFaultCode, FaultDetails, { code: string; data: unknown }]>([
  ['disk-full', {}, { code: 'disk-full', data: {} }],
  ['act-id-reused', { actId: commandId(1) }, { code: 'command-reused', data: {} }],
  ['store-damaged', { part: 'journal' }, { code: 'store-damaged', data: { part: 'journal' } }],
])('the store’s %s reaches the page under a code it has words for', async (code, details, answer) => {
  office = await openOffice();
  breakWith(new StoreFault(code, details));
  expect(await refusal(accept())).toEqual(answer);
});

test('what nobody foresaw is a reference on the page, and its place in the log', async () => {
  office = await openOffice();
  breakWith(new TypeError('cannot read Đặng Thị Hòa'));
  const { code, data } = await refusal(accept());
  const { reference } = data as { reference: string };
  expect(code).toBe('INTERNAL_SERVER_ERROR');
  expect(office.log.at(-1)).toEqual({
    event: 'call-failed',
    details: { path: 'reception.accept', reference, name: 'TypeError', at: expect.stringContaining('failures.test.ts') },
  });
  expect(JSON.stringify([data, office.log])).not.toContain('Hòa');
});

test('an answer that breaks the contract is a reference too, not what it held', async () => {
  office = await openOffice();
  await accept();
  const { dossiers } = office.store();
  const { list } = dossiers;
  Object.assign(dossiers, {
    list: (query: Parameters<typeof list>[0]) => ({ ...list(query), rows: list(query).rows.map((row) => ({ ...row, applicantName: 7 })) }),
  });
  expect(await refusal(office.as('Lê Thị Hạnh').dossier.find({ text: '', tab: 'all', offset: 0, limit: 10 }))).toEqual({
    code: 'INTERNAL_SERVER_ERROR',
    data: { reference: expect.any(String) },
  });
  expect(office.log.at(-1)).toMatchObject({ event: 'call-failed', details: { path: 'dossier.find' } });
});

test('where the store cannot tell, nothing is answered and the app is opened again', async () => {
  const restarted = Promise.withResolvers<string>();
  office = await openOffice({
    restart: () => {
      restarted.resolve('restarted');
    },
  });
  breakWith(new StoreFault('store-needs-reopening', { part: 'store' }));
  expect(
    await Promise.race([
      accept().then(
        () => 'answered',
        () => 'refused',
      ),
      restarted.promise,
    ]),
  ).toBe('restarted');
});
