/** kill -9 of a counter's process at random instants of its sync: real processes, a real socket, the real server. */
import { randomInt } from 'node:crypto';
import { setTimeout as wait } from 'node:timers/promises';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { cliFolder, type CliFolder } from '../../helpers/cli.ts';
import { randomFrom } from '../../helpers/random.ts';
import { agencyCode } from '../../helpers/store.ts';
import { newUpstream, type TestUpstream } from '../../helpers/upstream.ts';

const seed = Number(process.env['SEED'] ?? randomInt(2 ** 31));
const random = randomFrom(seed);
let upstream: TestUpstream;
const desks: CliFolder[] = [];
beforeAll(async () => {
  upstream = await newUpstream();
});
afterAll(async () => {
  for (const desk of desks) desk.remove();
  await upstream.remove();
});

async function desk(counterNo: number): Promise<CliFolder> {
  const made = cliFolder();
  desks.push(made);
  await made.run(['init', '--data', made.data, '--agency', agencyCode, '--counter', String(counterNo)]);
  expect(
    (await made.run(['enrol', '--data', made.data, '--server', upstream.url(), '--code', await upstream.code(counterNo)])).exitCode,
  ).toBe(0);
  return made;
}
const line = (commandId: string) =>
  JSON.stringify({ commandId, procedureCode: '1.001022', applicant: { fullName: 'Đặng Thị Hòa' }, documents: ['Tờ khai'] });

test('every act that was confirmed is at the server once, however often the counter dies', async () => {
  const [a, b] = [await desk(2), await desk(3)];
  const confirmed: string[] = [];
  const accept = async (count: number) => {
    const ids = Array.from({ length: count }, (_, index) => line(`${String(confirmed.length)}-${String(index)}`));
    const { out } = await a.run(['accept', '--data', a.data], ids.join('\n'));
    confirmed.push(...out.map((answer) => (answer as { dossierCode: string }).dossierCode));
  };
  let killed = 0;
  let ended = 0;
  for (let round = 0; round < 6; round += 1) {
    await accept(40);
    const child = a.start(['sync', '--data', a.data]);
    const exit = new Promise<NodeJS.Signals | null>((resolve) => {
      child.once('close', (_code, signal) => {
        resolve(signal);
      });
    });
    await wait(450 + random() * 900);
    child.kill('SIGKILL');
    if ((await exit) === 'SIGKILL') killed += 1;
    else ended += 1;
  }
  console.log(`seed ${String(seed)}: killed ${String(killed)} times, done ${String(ended)} times, ${String(confirmed.length)} dossiers`);
  expect(killed).toBeGreaterThan(0);
  expect(await a.run(['sync', '--data', a.data])).toMatchObject({ exitCode: 0, out: [{ allSent: true, needsDecision: 0 }] });
  expect(await b.run(['sync', '--data', b.data])).toMatchObject({ exitCode: 0, out: [{ allSent: true, needsDecision: 0 }] });
  for (const dossierCode of [confirmed[0], confirmed[200], confirmed.at(-1)]) {
    expect((await b.run(['show', '--data', b.data, dossierCode ?? ''])).outText).toBe(
      (await a.run(['show', '--data', a.data, dossierCode ?? ''])).outText,
    );
  }
  const verdicts = await Promise.all([a, b].map((one) => one.run(['verify', '--data', one.data])));
  for (const verdict of verdicts)
    expect(verdict).toMatchObject({ exitCode: 0, out: [{ ok: true, checked: { dossiers: confirmed.length } }] });
}, 240_000);
