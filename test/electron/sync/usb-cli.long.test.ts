/** An office of three desks without a server: the command line as offices' IT starts it. */
import { afterAll, expect, test } from 'vitest';
import { join } from 'node:path';
import { cliFolder, type CliFolder } from '../../helpers/cli.ts';
import { agencyCode } from '../../helpers/store.ts';

const desks: CliFolder[] = [];
afterAll(() => {
  for (const desk of desks) desk.remove();
});

async function desk(counterNo: number): Promise<CliFolder> {
  const made = cliFolder();
  desks.push(made);
  expect((await made.run(['init', '--data', made.data, '--agency', agencyCode, '--counter', String(counterNo)])).exitCode).toBe(0);
  return made;
}
const lines = (...values: readonly object[]): string => values.map((value) => JSON.stringify(value)).join('\n');

test('accepted on A, taken over and resolved on B, returned on C by the slip alone', async () => {
  const [a, b, c] = [await desk(1), await desk(2), await desk(3)];
  expect(await a.run(['usb-export', '--data', a.data, '--to', join(a.path, 'none.mcb')])).toMatchObject({
    exitCode: 1,
    err: [{ error: 'office-code-missing' }],
  });
  const [{ officeCode }] = (await a.run(['usb-code', '--data', a.data])).out as [{ officeCode: string }];
  for (const other of [b, c])
    expect(
      await other.run(['usb-code', '--data', other.data, '--code-file', other.write('code.txt', `${officeCode.toLowerCase()}\n`)]),
    ).toMatchObject({ exitCode: 0, out: [{ officeCode }] });
  expect(await c.run(['usb-code', '--data', c.data, '--code-file', c.write('wrong.txt', `${officeCode}0`)])).toMatchObject({
    exitCode: 1,
    err: [{ error: 'office-code-mistyped' }],
  });

  const [{ dossierCode }] = (
    await a.run(['accept', '--data', a.data], lines({ commandId: '1', procedureCode: '1.001022', applicant: { fullName: 'Đặng Thị Hòa' } }))
  ).out as [{ dossierCode: string }];
  const [{ dossierId }] = (await a.run(['show', '--data', a.data, dossierCode])).out as [{ dossierId: string }];
  const step = (kind: string, payload: object) => lines({ commandId: kind, dossierId, kind, payload });
  const returned = { collector: 'applicant', collectorName: null, authorisation: null, trackingNo: null, lostReceiptReason: null };
  expect(await c.run(['act', '--data', c.data], step('dossier.noted', { text: 'Đã hẹn' }))).toMatchObject({
    exitCode: 0,
    out: [{ status: null }],
  });

  const carry = async (from: CliFolder, to: CliFolder) => {
    const stick = join(from.path, 'stick.mcb');
    expect((await from.run(['usb-export', '--data', from.data, '--to', stick, '--all'])).exitCode).toBe(0);
    return to.run(['usb-import', '--data', to.data, '--from', stick]);
  };
  expect(await carry(a, b)).toMatchObject({
    exitCode: 0,
    out: [{ confirmed: 0, countersigned: 0, status: { enrolled: null, allSent: false } }],
  });
  expect(
    await b.run(
      ['act', '--data', b.data],
      `${step('dossier.takenOver', { fromPersonId: null, note: null })}\n${step('dossier.resolved', { result: 'granted', resultNo: '7', reason: null })}`,
    ),
  ).toMatchObject({ exitCode: 0, out: [{ status: 'inProgress' }, { status: 'resolved' }] });
  // C has not seen A's stick: B carries A's acts along.
  await carry(b, c);
  expect(await c.run(['act', '--data', c.data], step('dossier.returned', returned))).toMatchObject({
    exitCode: 0,
    out: [{ status: 'returned' }],
  });
  for (const to of [a, b]) await carry(c, to);
  const shown = await Promise.all([a, b, c].map((one) => one.run(['show', '--data', one.data, dossierCode])));
  expect(new Set(shown.map(({ outText }) => outText)).size).toBe(1);
  expect(shown[0]?.out).toMatchObject([{ status: 'returned', needsDecision: [], notes: [{ text: 'Đã hẹn' }] }]);
  for (const one of [a, b, c]) expect(await one.run(['verify', '--data', one.data])).toMatchObject({ exitCode: 0 });
}, 240_000);
