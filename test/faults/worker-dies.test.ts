/**
 * The app's worker runs out of memory, its process and its paper process crash: it is started again at most three times in five minutes, then the page says so; what was
 * confirmed is there, and a command repeated because nobody heard its answer has the same one.
 */
import { execFileSync } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import { setTimeout as pause } from 'node:timers/promises';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import shellText from '#shared/locales/shell.vi.json' with { type: 'json' };
import { acceptance, type AppAtWork, newCounter, startApp } from '../helpers/app-at-work.ts';
import { type CliFolder, cliFolder } from '../helpers/cli.ts';
import { get } from '../helpers/loopback-client.ts';

let folder: CliFolder;
let app: AppAtWork;
const confirmed = new Map<string, string>();
beforeAll(async () => {
  folder = cliFolder();
  folder.env['NODE_COMPILE_CACHE'] = join(folder.path, 'compiled');
  await newCounter(folder);
}, 120_000);
afterAll(() => {
  folder.remove();
});
beforeEach(async () => {
  confirmed.clear();
  app = await startApp(folder);
});
afterEach(async () => {
  app.child.kill('SIGKILL');
  await app.exited;
});

type Line = Awaited<ReturnType<AppAtWork['signIn']>>;

/** Accepts a new one, and asks for all before it again: each must have the answer it had. */
async function acceptOneMore({ call }: Line): Promise<void> {
  for (const [commandId, code] of confirmed) expect((await call.reception.accept(acceptance(commandId))).dossierCode).toBe(code);
  const commandId = randomUUID();
  confirmed.set(commandId, (await call.reception.accept(acceptance(commandId))).dossierCode);
  expect(new Set(confirmed.values()).size).toBe(confirmed.size);
}

async function expectGreen(): Promise<void> {
  const { out } = await folder.run(['verify', '--data', folder.data]);
  expect(out).toEqual([expect.objectContaining({ ok: true, faults: [] })]);
}

test(
  'out of memory: three times it is back, the fourth time the page says so, and the next start has everything',
  { timeout: 120_000 },
  async () => {
    for (let death = 1; death <= 4; death += 1) {
      const line = await app.signIn();
      await acceptOneMore(line);
      writeFileSync(join(folder.data, 'doom'), '');
      await line.closed;
    }
    expect(await Promise.race([app.ended, pause(60_000, 'it goes on')])).toEqual({ kind: 'fault', code: 'app-keeps-stopping' });
    const { status, text } = await get(app.page!.url, '/', { cookie: app.page!.cookie });
    expect([status, text]).toEqual([503, shellText.faults['app-keeps-stopping']]);
    await app.close();
    app = await startApp(folder);
    await acceptOneMore(await app.signIn());
    await app.close();
    await expectGreen();
    expect(confirmed.size).toBe(5);
  },
);

test(
  'a native crash in the middle of acceptances: the next start has every one that was answered, and the rest once',
  { timeout: 120_000 },
  async () => {
    const { call } = await app.signIn();
    const commands = Array.from({ length: 40 }, () => randomUUID());
    const first = app;
    const ask = async (commandId: string): Promise<void> => {
      try {
        confirmed.set(commandId, (await call.reception.accept(acceptance(commandId))).dossierCode);
      } catch {
        // Nobody heard the answer: it is asked again below.
        return;
      }
      if (confirmed.size === 12) first.child.kill('SIGSEGV');
    };
    await Promise.all([first.exited, ...commands.map(ask)]);
    expect(await app.exited).toBe('SIGSEGV');
    const answered = confirmed.size;
    expect(answered).toBeGreaterThanOrEqual(12);
    app = await startApp(folder);
    const line = await app.signIn();
    for (const commandId of commands) {
      const { dossierCode } = await line.call.reception.accept(acceptance(commandId));
      expect(confirmed.get(commandId) ?? dossierCode).toBe(dossierCode);
      confirmed.set(commandId, dossierCode);
    }
    expect(new Set(confirmed.values()).size).toBe(commands.length);
    console.log(JSON.stringify({ answered, repeated: commands.length }));
    await app.close();
    await expectGreen();
  },
);

test('the paper process crashes while it makes a slip: the counter goes on, and the next slip is made', { timeout: 120_000 }, async () => {
  const { call } = await app.signIn();
  const { dossierId } = await call.reception.accept(acceptance(randomUUID()));
  const preview = () => call.paper.preview({ dossierId, form: 'receiptSlip', layout: 'a5', reason: null });
  const { pages } = await preview();
  const children = execFileSync('ps', ['-o', 'pid=', '--ppid', String(app.child.pid)], { encoding: 'utf8' })
    .trim()
    .split(/\s+/u)
    .map(Number);
  const beforeIt = preview().then(
    (slip) => slip.pages.length,
    () => 'refused' as const,
  );
  for (const pid of children) process.kill(pid, 'SIGSEGV');
  expect([pages.length, 'refused']).toContain(await beforeIt);
  expect((await preview()).pages).toEqual(pages);
  await acceptOneMore({ call, closed: Promise.resolve() });
  await app.close();
  await expectGreen();
});
