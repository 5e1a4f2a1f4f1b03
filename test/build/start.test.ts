import { spawn, spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { electronBinary } from '../../build/electron-binary.ts';

const root = join(import.meta.dirname, '../..');
let folder = '';
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'mc-start-'));
});
afterAll(() => {
  rmSync(folder, { recursive: true, force: true });
});

test('the Electron binary is where path.txt says, under dist or the folder named instead; never elsewhere', () => {
  const electron = join(folder, 'node_modules/electron');
  mkdirSync(join(electron, 'dist'), { recursive: true });
  mkdirSync(join(folder, 'other'));
  expect(electronBinary(folder, {})).toBeUndefined();
  writeFileSync(join(electron, 'path.txt'), 'electron');
  expect(electronBinary(folder, {})).toBeUndefined();
  writeFileSync(join(electron, 'dist/electron'), '');
  expect(electronBinary(folder, {})).toBe(join(electron, 'dist/electron'));
  expect(electronBinary(folder, { ELECTRON_OVERRIDE_DIST_PATH: join(folder, 'other') })).toBeUndefined();
  writeFileSync(join(folder, 'other/electron'), '');
  expect(electronBinary(folder, { ELECTRON_OVERRIDE_DIST_PATH: join(folder, 'other') })).toBe(join(folder, 'other/electron'));
});

test("an old Node without the project's own is answered by one sentence", () => {
  mkdirSync(join(folder, 'build'));
  mkdirSync(join(folder, 'shared/locales'), { recursive: true });
  cpSync(join(root, 'build/run.cjs'), join(folder, 'build/run.cjs'));
  cpSync(join(root, 'shared/locales/shell.vi.json'), join(folder, 'shared/locales/shell.vi.json'));
  writeFileSync(join(folder, 'as-node-20.cjs'), `Object.defineProperty(process.versions, 'node', { value: '20.20.2' });`);
  const { status, stderr, stdout } = spawnSync(
    process.execPath,
    ['-r', join(folder, 'as-node-20.cjs'), join(folder, 'build/run.cjs'), 'build/start.ts'],
    { encoding: 'utf8' },
  );
  expect({ status, stderr, stdout }).toEqual({ status: 1, stderr: 'Một Cửa cần Node 24: chạy npm ci rồi npm start.\n', stdout: '' });
});

test('an entry is run with its own arguments and exit code', () => {
  writeFileSync(
    join(folder, 'entry.ts'),
    'const words: string[] = process.argv.slice(2);\nprocess.stdout.write(words.join("|"));\nprocess.exitCode = 7;\n',
  );
  const { status, stdout } = spawnSync(process.execPath, [join(root, 'build/run.cjs'), join(folder, 'entry.ts'), '--data', 'x y'], {
    encoding: 'utf8',
  });
  expect({ status, stdout }).toEqual({ status: 7, stdout: '--data|x y' });
});

test('npm start without a display prints the one-time address in one line, and ends in order when told to', async () => {
  const { DISPLAY: _display, WAYLAND_DISPLAY: _wayland, ...env } = process.env;
  const home = join(folder, 'home');
  const child = spawn(process.execPath, [join(root, 'build/run.cjs'), 'build/start.ts', '--data', join(folder, 'data'), '--fresh'], {
    cwd: root,
    env: { ...env, HOME: home, XDG_STATE_HOME: home, XDG_CONFIG_HOME: home },
  });
  let said = '';
  const exit = new Promise<number | null>((done) => {
    child.once('exit', done);
  });
  await new Promise<void>((done) => {
    child.stdout.on('data', (chunk: Buffer) => {
      said += chunk.toString();
      if (/http:\/\/127\.0\.0\.1:\d+\/open\/[\w-]{43}\n/u.test(said)) done();
    });
  });
  child.kill('SIGTERM');
  expect(await exit).toBe(0);
  expect(said.trim().split('\n').at(-1)).toBe('Một Cửa đã đóng.');
}, 120_000);
