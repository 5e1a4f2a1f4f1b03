/**
 * The restore drill of docs/operations.md, in real processes: a counter works, is backed up to a stick, and its PC is gone, folder, user and key. On a new PC the stick and
 * the code on paper bring it back, in under ten minutes; the seconds are printed.
 */
import { mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { cliFolder } from '../helpers/cli.ts';

const folder = cliFolder();
afterAll(() => {
  folder.remove();
});

const stick = join(folder.path, 'stick');
const newPc = join(folder.path, 'new-pc');
const newUser = { ...process.env, XDG_CONFIG_HOME: join(folder.path, 'config-of-the-new-pc') };
const line = (command: number): string =>
  `${JSON.stringify({ commandId: `d-${command}`, procedureCode: '1.001022', applicant: { fullName: `Người Thử ${command}` }, occurredAt: '2026-06-08T09:00' })}\n`;
const codes = (out: readonly unknown[]): string[] => out.map((answer) => (answer as { dossierCode: string }).dossierCode.slice(-4));

test('a PC is gone: the stick and the code on paper bring the counter back on another', { timeout: 120_000 }, async () => {
  const made = await folder.run(['init', '--data', folder.data, '--counter', '2']);
  const { recoveryCode } = made.out[0] as { recoveryCode: string };
  const accepted = await folder.run(['accept', '--data', folder.data], Array.from({ length: 40 }, (_, index) => line(index)).join(''));
  const printed = await folder.run([
    'print',
    (accepted.out[0] as { dossierCode: string }).dossierCode,
    '--data',
    folder.data,
    '--out',
    join(folder.path, 'slip.pdf'),
  ]);
  expect(printed.err).toEqual([]);
  mkdirSync(stick);
  expect((await folder.run(['backup', '--data', folder.data, '--second', stick])).out).toEqual([
    expect.objectContaining({ second: { ok: true, folder: stick } }),
  ]);
  // After the backup two more are accepted; their slips are what the clerk holds in her hand.
  const last = await folder.run(['accept', '--data', folder.data], line(40) + line(41));
  expect(codes(last.out)).toEqual(['2041', '2042']);
  rmSync(folder.data, { recursive: true });
  rmSync(join(folder.path, 'config'), { recursive: true });

  const began = performance.now();
  const codeFile = folder.write('code-on-paper.txt', recoveryCode);
  const restored = await folder.run(
    [
      'restore',
      '--data',
      newPc,
      '--from',
      'latest',
      '--folder',
      join(stick, '000.05.24.H11-2'),
      '--recovery-code-file',
      codeFile,
      '--last-code',
      '000.05.24.H11-260608-2042',
    ],
    '',
    newUser,
  );
  expect([restored.err, restored.exitCode]).toEqual([[], 0]);
  expect(restored.out.at(-1)).toMatchObject({ actsBrought: 0, lostPapers: [], numbers: 'after', log: { state: 'missing' } });
  const verdict = await folder.run(['verify', '--data', newPc], '', newUser);
  const next = await folder.run(['accept', '--data', newPc], line(42), newUser);
  const seconds = (performance.now() - began) / 1000;
  console.log(JSON.stringify({ drill: 'replacement PC ready', seconds: Math.round(seconds * 10) / 10 }));
  expect(verdict.out).toEqual([expect.objectContaining({ ok: true, faults: [] })]);
  // Two numbers are on papers nobody has the acts of; none of them is given again.
  expect(codes(next.out)).toEqual(['2043']);
  expect(seconds).toBeLessThan(600);
});
