/** Real counter processes: killed at random instants of push, blob, pull, manifest and migration; on a full disk; two desks without a server. Real sockets, the real server. */
import { execFileSync, spawn } from 'node:child_process';
import { createHash, randomBytes, randomInt } from 'node:crypto';
import { cpSync, readdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { keyFilePath, readKeyFile } from '../../electron/keys/key-file.ts';
import { openStore } from '../../electron/store/open-store.ts';
import type { Store } from '../../electron/store/store.ts';
import { verify } from '../../electron/store/verify.ts';
import type { StepName } from '../../electron/sync/flight.ts';
import { cliFolder, type CliFolder } from '../helpers/cli.ts';
import { expectPromisesKept, serverDirOf } from '../helpers/promises.ts';
import { randomFrom } from '../helpers/random.ts';
import { agencyCode, printed, reopen, temporaryFolder, testKey } from '../helpers/store.ts';
import { acceptedAt, newSyncWorld, stepOn, type SyncWorld } from '../helpers/sync-world.ts';

const seed = Number(process.env['SEED'] ?? randomInt(2 ** 31));
const random = randomFrom(seed);
let world: SyncWorld;
const folders: CliFolder[] = [];
beforeAll(async () => {
  world = await newSyncWorld();
  await world.counter('other', 3);
});
afterAll(async () => {
  for (const folder of folders) folder.remove();
  await world.remove();
});

const folder = (): CliFolder => {
  const made = cliFolder();
  folders.push(made);
  return made;
};
const on = ({ data }: CliFolder): string[] => ['--data', data];
async function well(desk: CliFolder, args: readonly string[], stdin = ''): Promise<readonly unknown[]> {
  const { exitCode, err, out } = await desk.run([...args, ...on(desk)], stdin);
  expect([args[0], err, exitCode]).toEqual([args[0], [], 0]);
  return out;
}
const initialise = (desk: CliFolder, counterNo: number): Promise<readonly unknown[]> =>
  well(desk, ['init', '--agency', agencyCode, '--counter', String(counterNo)]);
const enrolDesk = async (desk: CliFolder, counterNo: number): Promise<readonly unknown[]> =>
  well(desk, ['enrol', '--server', world.upstream.url(), '--code', await world.upstream.code(counterNo)]);
const keyOf = (desk: CliFolder): Uint8Array => readKeyFile(keyFilePath(desk.data, desk.env));
function withStore<T>(desk: CliFolder, use: (store: Store) => T): T {
  const store = openStore({ dataDir: desk.data, key: keyOf(desk) });
  try {
    return use(store);
  } finally {
    store.close();
  }
}
const confirmed: string[] = [];

/** The promises on both sides: of desks as processes left them, and of counters of this process. */
async function expectKept(story: string, desks: readonly CliFolder[], names: readonly string[], tried: object): Promise<void> {
  const opened = desks.map((desk, index) => ({
    name: `desk ${String(index + 1)}`,
    dataDir: desk.data,
    key: keyOf(desk),
    store: openStore({ dataDir: desk.data, key: keyOf(desk) }),
  }));
  const others = names.map((name) => ({ name, store: world.store(name), dataDir: world.at(name) }));
  const given = { serverDir: serverDirOf(world.upstream), agencyCode, counters: [...opened, ...others], confirmed };
  const counted = await expectPromisesKept(given).finally(() => {
    for (const { store } of opened) store.close();
  });
  console.log(JSON.stringify({ story, seed, ...tried, ...counted }));
}

test('killed within milliseconds of every step of a sync', { timeout: 300_000 }, async () => {
  const desk = folder();
  await initialise(desk, 2);
  await enrolDesk(desk, 2);
  const other = world.store('other');
  let dossiers = 0;
  let theirs = 0;
  const work = (): void => {
    const bodies = Array.from({ length: 12 }, () => acceptedAt(2, (dossiers += 1)));
    const papers = [1, 2].map((k) => randomBytes(20_000 * k));
    withStore(desk, (store) => {
      const prints = papers.map((pdf, k) => printed(dossiers * 10 + k, dossiers - k, store.blobs.put('2026-06', pdf), pdf.length));
      confirmed.push(...store.commit([...bodies, ...prints]).map(({ body }) => body.id));
    });
    const further = Array.from({ length: 40 }, () => acceptedAt(3, 1000 + (theirs += 1)));
    confirmed.push(...other.commit(further).map(({ body }) => body.id));
  };
  const steps: readonly (StepName | 'begun')[] = [
    'begun',
    'greeted',
    'pushed',
    'blob-sent',
    'page-checked',
    'page-stored',
    'manifest-kept',
    'manifest-answered',
  ];
  const kills: Record<string, number> = {};
  for (const step of steps) {
    work();
    await world.settle('other');
    const said = await syncAndKill(desk, step, random() * 8);
    kills[said] = (kills[said] ?? 0) + 1;
    // What the store says is with the server is there; nothing that was confirmed has gone.
    withStore(desk, (store) => {
      expect(confirmed.filter((actId) => other.acts.find(actId) === undefined && store.acts.find(actId) === undefined)).toEqual([]);
    });
  }
  await well(desk, ['sync']);
  await world.settle('other');
  await well(desk, ['sync-status']);
  await expectKept('killed-in-sync', [desk], ['other'], { kills });
  expect(Object.values(kills).reduce((sum, many) => sum + many, 0)).toBe(steps.length);
});

/** Kills the process `afterMs` after it said `step`; answers the last step it came to. */
async function syncAndKill(desk: CliFolder, step: string, afterMs: number): Promise<string> {
  const child = spawn(process.execPath, [join(import.meta.dirname, '../helpers/sync-with-steps.ts'), ...on(desk)], {
    env: desk.env,
    stdio: 'pipe',
  });
  let said = '';
  let errors = '';
  child.stderr.setEncoding('utf8').on('data', (text: string) => (errors += text));
  const closed = new Promise<void>((resolve) => {
    child.once('close', () => {
      resolve();
    });
  });
  const reached = new Promise<void>((resolve) => {
    child.stdout.setEncoding('utf8').on('data', (text: string) => {
      said += text;
      if (said.split('\n').includes(step)) resolve();
    });
  });
  await Promise.race([reached, closed]);
  await wait(afterMs);
  child.kill('SIGKILL');
  await closed;
  expect(errors).toBe('');
  return said.trimEnd().split('\n').at(-1) ?? '';
}

describe('a store of the first version', () => {
  const fixture = join(import.meta.dirname, '../fixtures/store-0001');

  test('killed while it is brought up to date: everything is there afterwards', { timeout: 300_000 }, async () => {
    const { path, remove } = temporaryFolder();
    const copy = (name: string): string => {
      cpSync(fixture, join(path, name), { recursive: true });
      return join(path, name);
    };
    const open = (dataDir: string, n: number): Promise<{ signal: string | null; said: string }> =>
      new Promise((resolve, reject) => {
        const child = spawn(process.execPath, [join(import.meta.dirname, '../helpers/open-and-die.ts'), dataDir, String(n)], {
          stdio: ['ignore', 'pipe', 'inherit'],
        });
        let said = '';
        child.stdout.setEncoding('utf8').on('data', (text: string) => (said += text));
        child.once('error', reject).once('close', (_code, signal) => {
          resolve({ signal, said });
        });
      });
    const whole = copy('whole');
    const { statements, steps } = JSON.parse((await open(whole, 0)).said) as { statements: number; steps: number[] };
    expect(steps.length).toBeGreaterThan(1);
    // When the tables are new and the version is not yet, and one instant of each quarter of the way.
    const instants = [...steps, ...Array.from({ length: 4 }, (_, k) => 1 + Math.floor(((k + random()) * statements) / 4))];
    const states = statesIn(whole);
    for (const n of instants) {
      const dataDir = copy(`killed-${String(n)}`);
      expect([n, (await open(dataDir, n)).signal]).toEqual([n, 'SIGKILL']);
      expect([n, statesIn(dataDir)]).toEqual([n, states]);
      expect([n, verify({ dataDir, key: testKey }).faults]).toEqual([n, []]);
      rmSync(dataDir, { recursive: true });
    }
    console.log(JSON.stringify({ story: 'killed-in-migration', seed, statements, kills: instants.length }));
    remove();
  });

  function statesIn(dataDir: string): string {
    const store = reopen(dataDir);
    const { rows } = store.dossiers.list({
      tab: 'all',
      text: '',
      offset: 0,
      limit: 500,
      now: '2026-06-09T17:00:00+07:00',
      dueSoonUntil: '2026-06-10',
    });
    const told = [rows.map(({ dossierId }) => store.dossiers.findState(dossierId)), store.sync.unsent(), store.sync.journals()];
    store.close();
    expect(rows).toHaveLength(20);
    return createHash('sha256').update(JSON.stringify(told)).digest('hex');
  }
});

describe('a full disk', () => {
  test('at any byte of a sync: said so, nothing lost, and it goes on when there is room', { timeout: 300_000 }, async ({ skip }) => {
    if (process.getuid?.() !== 0) skip('only root may mount a small disk');
    const desk = folder();
    execFileSync('mkdir', ['-p', desk.data]);
    execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=24m,mode=700', 'tmpfs', desk.data]);
    try {
      await initialise(desk, 4);
      await enrolDesk(desk, 4);
      const other = world.store('other');
      const bodies = Array.from({ length: 250 }, (_, k) => acceptedAt(3, 1400 + k));
      confirmed.push(...other.commit(bodies).map(({ body }) => body.id));
      await world.settle('other');
      const faults: string[] = [];
      // From no byte at all to all that is needed.
      for (const [round, roomKib] of [0, 64, 400].entries()) {
        withStore(desk, (store) => {
          confirmed.push(
            ...store.commit([acceptedAt(4, 5000 + round), stepOn.note(50_000 + round, 5000 + round)]).map(({ body }) => body.id),
          );
        });
        fill(desk.data, roomKib);
        const { exitCode, err } = await desk.run(['sync', ...on(desk)]);
        faults.push(...err.map((line) => (line as { error: string }).error));
        rmSync(join(desk.data, 'ballast'));
        expect(exitCode === 0).toBe(err.length === 0);
        withStore(desk, ({ acts }) => {
          expect(confirmed.slice(-2).map((actId) => acts.find(actId)?.body.id)).toEqual(confirmed.slice(-2));
        });
        expect(verify({ dataDir: desk.data, key: keyOf(desk) }).faults).toEqual([]);
      }
      expect(new Set(faults)).toEqual(new Set(['disk-full']));
      await well(desk, ['sync']);
      await world.settle('other');
      await well(desk, ['sync']);
      await expectKept('counter-disk-full', [desk], ['other'], { faults: faults.length });
    } finally {
      execFileSync('umount', ['-l', desk.data]);
    }
  });

  /** Leaves `roomKib` on the small disk. */
  function fill(path: string, roomKib: number): void {
    const [, free = '0'] = execFileSync('df', ['--output=avail', '-k', path]).toString().trim().split('\n');
    writeFileSync(join(path, 'ballast'), Buffer.alloc(Math.max(0, Number(free.trim()) - roomKib) * 1024));
    expect(readdirSync(path)).toContain('ballast');
  }
});

test('rescue on the command line: what only the dead disk had, once', { timeout: 300_000 }, async () => {
  const desk = folder();
  await initialise(desk, 9);
  cpSync(desk.data, join(desk.path, 'backup'), { recursive: true });
  const line = JSON.stringify({
    commandId: 'một',
    procedureCode: '1.001022',
    applicant: { fullName: 'Đặng Thị Hòa' },
    documents: ['Tờ khai'],
  });
  const [{ dossierCode }] = (await well(desk, ['accept'], line)) as [{ dossierCode: string }];
  const dead = join(desk.path, 'dead');
  renameSync(desk.data, dead);
  renameSync(join(desk.path, 'backup'), desk.data);
  expect(await desk.run(['rescue', ...on(desk), '--from', join(desk.path, 'nowhere')])).toMatchObject({
    exitCode: 1,
    err: [{ error: 'journal-log-missing' }],
  });
  const found = { differing: [], blobs: 0, blobsMissing: 0, tornBytes: 0, damagedAt: null };
  const [first] = await well(desk, ['rescue', '--from', dead]);
  const { added, ...rest } = first as { added: number; already: number; found: number };
  expect(added).toBeGreaterThan(0);
  expect(rest).toMatchObject({ ...found, found: added + rest.already });
  expect(await well(desk, ['rescue', '--from', dead])).toEqual([{ ...found, found: rest.found, added: 0, already: rest.found }]);
  expect(withStore(desk, ({ dossiers }) => dossiers.findByCode(dossierCode))).toHaveLength(1);
  expect(verify({ dataDir: desk.data, key: keyOf(desk) }).faults).toEqual([]);
});

test('two desks, and a third with a slip alone, no server at all; it comes back weeks later', { timeout: 300_000 }, async () => {
  const [a, b, c] = [folder(), folder(), folder()];
  const desks = [a, b, c];
  await Promise.all(desks.map((desk, index) => initialise(desk, 5 + index)));
  const [{ officeCode }] = (await well(a, ['usb-code'])) as [{ officeCode: string }];
  for (const desk of [b, c]) await well(desk, ['usb-code', '--code-file', desk.write('code', officeCode)]);
  const lines = (...values: readonly object[]): string => values.map((value) => JSON.stringify(value)).join('\n');
  const accept = lines(
    ...['một', 'hai'].map((commandId) => ({
      commandId,
      procedureCode: '1.001022',
      applicant: { fullName: 'Đặng Thị Hòa' },
      documents: ['Tờ khai'],
      occurredAt: '2026-06-08T09:15',
    })),
  );
  // One office, two odd machines: the time zone of a PC is nobody's business but its screen's.
  a.env['TZ'] = 'Pacific/Pago_Pago';
  b.env['TZ'] = 'Pacific/Kiritimati';
  const codes = ((await well(a, ['accept'], accept)) as { dossierCode: string }[]).map(({ dossierCode }) => dossierCode);
  const ids = withStore(a, (store) => codes.map((code) => store.dossiers.findByCode(code)[0] ?? ''));
  const step = (n: number, kind: string, payload: object, at: string) => ({
    commandId: `${kind} ${String(n)}`,
    dossierId: ids[n],
    kind,
    payload,
    occurredAt: at,
  });
  const act = async (desk: CliFolder, ...steps: readonly object[]): Promise<unknown[]> =>
    ((await well(desk, ['act'], lines(...steps))) as { actId: string; status: string | null }[]).map(
      ({ actId, status }) => (confirmed.push(actId), status),
    );
  const stick = join(a.path, 'stick.mcb');
  await well(a, ['usb-export', '--for', 'office', '--to', stick]);
  await well(b, ['usb-import', '--from', stick]);
  const takenOver = step(0, 'dossier.takenOver', { fromPersonId: null, note: null }, '2026-06-08T10:00:00+07:00');
  const resolved = step(0, 'dossier.resolved', { result: 'granted', resultNo: '15/2026', reason: null }, '2026-06-09T10:00:00+07:00');
  expect(await act(b, takenOver, resolved)).toEqual(['inProgress', 'resolved']);
  const returned = { collector: 'applicant', collectorName: null, authorisation: null, trackingNo: null, lostReceiptReason: null };
  expect(await act(c, step(0, 'dossier.returned', returned, '2026-06-10T10:00:00+07:00'))).toEqual([null]);
  expect(await act(a, step(1, 'dossier.noted', { text: 'ở lại máy này' }, '2026-06-10T11:00:00+07:00'))).toEqual(['accepted']);
  confirmed.push(
    ...withStore(a, (store) =>
      ids.map((dossierId) => store.acts.ofDossier(dossierId).find(({ body }) => body.kind === 'dossier.accepted')?.body.id ?? ''),
    ),
  );
  for (const [index, desk] of desks.entries()) await enrolDesk(desk, 5 + index);
  for (const desk of [...desks, a, b]) await well(desk, ['sync']);
  await world.settle('other');
  // Whoever handed it over had seen no decision: nobody's act is dropped, and a person says that it was so.
  const states = desks.map((desk) => withStore(desk, ({ dossiers }) => dossiers.findState(ids[0] ?? '')));
  expect(states).toMatchObject(desks.map(() => ({ status: 'resolved', needsDecision: [{ why: 'change-not-seen' }] })));
  const [dispute] = states[0]?.needsDecision ?? [];
  await act(
    b,
    step(0, 'act.settled', { keeps: [dispute?.actId], setsAside: [], reason: 'Hồ sơ đã trả cho dân' }, '2026-06-20T10:00:00+07:00'),
  );
  for (const desk of [b, a, c]) await well(desk, ['sync']);
  await world.settle('other');
  expect(await well(c, ['show', codes[0] ?? ''])).toMatchObject([{ status: 'returned', needsDecision: [] }]);
  await expectKept('two-desks', desks, ['other'], { desks: 3, sticks: 1 });
});
