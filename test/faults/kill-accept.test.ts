/**
 * Promises 1 and 4 (design §2): fifty processes that accept dossiers on one data folder are killed at random moments. Nothing they confirmed may be missing, double or
 * answered differently when asked again, and no number may be given twice. `SEED=n` repeats a run's choices.
 */
import { spawn } from 'node:child_process';
import { join } from 'node:path';
import type { Readable, Writable } from 'node:stream';
import { setTimeout as pause } from 'node:timers/promises';
import { afterAll, expect, test } from 'vitest';
import { readKeyFile, keyFilePath } from '../../electron/keys/key-file.ts';
import { openStore } from '../../electron/store/open-store.ts';
import type { Store } from '../../electron/store/store.ts';
import { cliFolder } from '../helpers/cli.ts';
import { randomFrom } from '../helpers/random.ts';

const kills = 50;
const seed = Number(process.env['SEED'] ?? Date.now() % 1_000_000);
const random = randomFrom(seed);
const upTo = (most: number): number => Math.floor(random() * (most + 1));

const folder = cliFolder();
afterAll(() => {
  folder.remove();
});

type Confirmed = { readonly commandId: string; readonly dossierCode: string; readonly dueAt: string };

/** Twenty dates, so that every process goes on with numbers an earlier one was killed over. */
function line(command: number): string {
  const day = String(1 + (command % 20)).padStart(2, '0');
  return JSON.stringify({
    commandId: `command-${command}`,
    procedureCode: '1.001193',
    applicant: { fullName: `Người Thử ${command}`, personalId: `0601850${String(command).padStart(5, '0')}` },
    documents: ['Tờ khai'],
    channel: 'inPerson',
    occurredAt: `2026-06-${day}T09:00`,
  });
}

type Killed = { readonly confirmed: readonly Confirmed[]; readonly places: string; readonly errors: string };

/** Starts the process, feeds it `lines`, and kills it within milliseconds of the moment it stands in its n-th transaction. */
async function acceptAndKill(lines: readonly string[], dwellMs: number, n: number): Promise<Killed> {
  const entry = join(import.meta.dirname, '../helpers/accept-with-hooks.ts');
  const child = spawn(process.execPath, [entry, '--data', folder.data, String(dwellMs), String(upTo(1_000_000))], {
    env: folder.env,
    stdio: ['pipe', 'pipe', 'pipe', 'pipe'],
  });
  const [stdin, stdout, stderr, hooks] = child.stdio as unknown as [Writable, Readable, Readable, Readable];
  const heard = { stdout: '', stderr: '', places: '' };
  stdout.setEncoding('utf8').on('data', (text: string) => {
    heard.stdout += text;
  });
  stderr.setEncoding('utf8').on('data', (text: string) => {
    heard.stderr += text;
  });
  const reached = new Promise<void>((resolve) => {
    hooks.setEncoding('latin1').on('data', (text: string) => {
      heard.places += text;
      if (heard.places.replaceAll(/[^T]/gu, '').length >= n) resolve();
    });
  });
  // The process dies with lines unread: that is what the test is about.
  stdin.on('error', () => undefined);
  stdin.write(`${lines.join('\n')}\n`);
  const closed = new Promise<NodeJS.Signals | null>((resolve) => {
    child.once('close', (_code, signal) => {
      resolve(signal);
    });
  });
  await Promise.race([reached, closed]);
  await pause(random() * 12);
  child.kill('SIGKILL');
  expect([await closed, heard.stderr]).toEqual(['SIGKILL', '']);
  // A last line without its end was never heard.
  const whole = heard.stdout.split('\n').slice(0, -1);
  return { confirmed: whole.map((text) => JSON.parse(text) as Confirmed), places: heard.places, errors: heard.stderr };
}

function withStore<T>(look: (store: Store) => T): T {
  const store = openStore({ dataDir: folder.data, key: readKeyFile(keyFilePath(folder.data, folder.env)) });
  try {
    return look(store);
  } finally {
    store.close();
  }
}

/** Every dossier's code once, and every confirmed one among them. */
function expectAllKept(store: Store, answers: ReadonlyMap<string, Confirmed>): number {
  const { rows } = store.dossiers.list({
    tab: 'all',
    text: '',
    offset: 0,
    limit: 100_000,
    now: '2026-06-30T17:00:00+07:00',
    dueSoonUntil: '2026-07-01',
  });
  const codes = rows.map(({ dossierCode }) => dossierCode);
  const confirmed = [...answers.values()].map(({ dossierCode }) => dossierCode);
  expect(new Set(codes).size).toBe(codes.length);
  expect(confirmed.filter((code) => store.dossiers.findByCode(code).length !== 1)).toEqual([]);
  expect(new Set(confirmed).size).toBe(confirmed.length);
  return codes.length;
}

test(`${kills} times kill -9 during accept, seed ${seed}`, { timeout: 180_000 }, async () => {
  expect((await folder.run(['init', '--data', folder.data])).exitCode).toBe(0);
  const answers = new Map<string, Confirmed>();
  let sent = 0;
  let inside = 0;
  let completed = 0;
  let repeats: readonly number[] = [];
  for (let kill = 0; kill < kills; kill += 1) {
    const fresh = Array.from({ length: 120 }, (_, index) => sent + index);
    // A quarter of the processes do not dwell, so that the log's and the store's own writes are hit as well.
    const { confirmed, places } = await acceptAndKill([...repeats, ...fresh].map(line), [0, 6, 12, 12][kill % 4] ?? 0, 1 + upTo(14));
    for (const answer of confirmed) expect(answer).toEqual(answers.get(answer.commandId) ?? answer);
    for (const answer of confirmed) answers.set(answer.commandId, answer);
    if (/[TL]$/u.test(places)) inside += 1;
    // Asked again next time: the last ones answered, and those the process may have made without being able to say so.
    const answered = Number(confirmed.at(-1)?.commandId.slice('command-'.length) ?? sent);
    repeats = Array.from({ length: 8 }, (_, index) => answered - 5 + index).filter((command) => command >= 0);
    sent = Math.max(sent, answered + 3);
    // Every other time the next process is the one that finds what the killed one left.
    if (kill % 2 === 0) completed += withStore((store) => (expectAllKept(store, answers), store.opened.completedFromLog));
  }
  const acts = withStore((store) => expectAllKept(store, answers));
  console.log(JSON.stringify({ seed, kills, insideTransaction: inside, confirmed: answers.size, acts, completedFromLog: completed }));
  expect(inside).toBeGreaterThanOrEqual(kills / 2);
  const verdict = await folder.run(['verify', '--data', folder.data]);
  expect([verdict.err, verdict.out]).toEqual([[], [expect.objectContaining({ ok: true, faults: [] })]]);
});
