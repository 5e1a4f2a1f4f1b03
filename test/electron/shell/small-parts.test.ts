import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { atMost } from '../../../electron/shell/at-most.ts';
import { commandOf, runCommand } from '../../../electron/shell/electron/command.ts';
import { placesOf } from '../../../electron/shell/electron/places.ts';
import { openLog } from '../../../electron/shell/log.ts';
import { browserArguments, findBrowser, hasDisplay } from '../../../electron/shell/loopback/browser.ts';
import { readOptions } from '../../../electron/shell/options.ts';
import { faultText, fill } from '../../../electron/shell/text.ts';

let folder = '';
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'mc-parts-'));
});
afterAll(() => {
  rmSync(folder, { recursive: true, force: true });
});

test('three repairs in five minutes, and again when the oldest is past', () => {
  let at = 0;
  const may = atMost(3, 300_000, () => at);
  const seen = [0, 1_000, 2_000, 3_000, 299_999, 300_000, 300_001].map((now) => {
    at = now;
    return may();
  });
  expect(seen).toEqual([true, true, true, false, false, true, false]);
});

test('options: both spellings, relative folders, and what is not understood', () => {
  expect(readOptions(['--data', 'a', '--fresh'], '/w')).toEqual({ dataDir: '/w/a', fresh: true, server: true, unknown: [] });
  expect(readOptions(['--data=/x/y', '--no-server'], '/w')).toEqual({ dataDir: '/x/y', fresh: false, server: false, unknown: [] });
  expect(readOptions(['--data', '--fresh', '--data='], '/w')).toEqual({
    dataDir: undefined,
    fresh: true,
    server: true,
    unknown: ['--data', '--data='],
  });
});

test('the log keeps five files and no message of an error', () => {
  const log = openLog(join(folder, 'logs'), () => new Date('2026-06-08T02:15:00Z'));
  log('worker-exit', { exitCode: 9 });
  expect(readFileSync(join(folder, 'logs/shell.log'), 'utf8')).toBe(
    '{"at":"2026-06-08T02:15:00.000Z","code":"worker-exit","exitCode":9}\n',
  );
  for (let turn = 0; turn < 7; turn += 1) log('long', { text: 'x'.repeat(1_000_000) });
  expect(readdirSync(join(folder, 'logs')).toSorted()).toEqual(['shell.1.log', 'shell.2.log', 'shell.3.log', 'shell.4.log', 'shell.log']);
});

test('the log never throws, whatever the disk says', () => {
  writeFileSync(join(folder, 'a-file'), '');
  expect(() => {
    openLog(join(folder, 'a-file/logs'))('x');
  }).not.toThrow();
});

test('texts: values in their places; unknown faults are named', () => {
  expect(fill('{{a}}-{{b}}-{{a}}', { a: '1' })).toBe('1--1');
  expect(faultText('store-damaged')).toMatch(/^Kho dữ liệu bị hỏng/u);
  expect(faultText('something-new')).toMatch(/kèm mã: something-new$/u);
});

test("the data folder: the command line first, else this user's own", () => {
  const app = { isPackaged: false, getAppPath: () => '/app', getPath: (name: string) => `/home/x/${name}` };
  expect(placesOf(app, '/d').dataDir).toBe('/d');
  expect(placesOf(app, undefined, { ProgramData: '/nowhere' })).toEqual({
    root: '/app/out',
    dataDir: '/home/x/userData/data',
    forms: '/app/out/forms',
    fonts: '/app/out/fonts',
    resources: '/app/out',
    printDir: '/home/x/userData/print',
    keyFile: '/home/x/userData/key.bin',
    localState: undefined,
    logs: '/home/x/logs',
    gpuOff: '/home/x/userData/gpu-off',
  });
});

test('a browser is looked for in PATH; a display in the environment', () => {
  writeFileSync(join(folder, 'google-chrome'), '#!/bin/sh\n', { mode: 0o755 });
  writeFileSync(join(folder, 'chromium'), 'not a program', { mode: 0o644 });
  expect(findBrowser({ PATH: `/nowhere:${folder}` })).toBe(join(folder, 'google-chrome'));
  expect(findBrowser({ PATH: '/nowhere' })).toBeUndefined();
  expect(findBrowser({ PATH: folder, MC_BROWSER: '/opt/b' })).toBe('/opt/b');
  expect([hasDisplay({}), hasDisplay({ DISPLAY: ':0' }), hasDisplay({ WAYLAND_DISPLAY: 'w' })]).toEqual([false, true, true]);
  expect(browserArguments('/s/open.html', '/s/profile', false).slice(0, 2)).toEqual([
    '--user-data-dir=/s/profile',
    '--app=file:///s/open.html',
  ]);
});

test('no browser offers to translate what is on the screen: a later list of features off would undo an earlier one', () => {
  const off = browserArguments('/s/open.html', '/s/profile', false).filter((word) => word.startsWith('--disable-features='));
  expect(off).toEqual([expect.stringMatching(/\bTranslate\b/u)]);
  const page = readFileSync(join(import.meta.dirname, '../../../renderer/counter/index.html'), 'utf8');
  expect(page).toContain('<html lang="vi" translate="no">');
  expect(page).toContain('<meta name="google" content="notranslate" />');
});

test('the packaged command line: words, a file in, a file out, the exit code', async () => {
  expect(commandOf(['--data=x'])).toBeUndefined();
  expect(commandOf(['cli', '--result', 'r', '--input', 'i', 'show', '--data', 'd'])).toEqual({
    result: 'r',
    input: 'i',
    argv: ['show', '--data', 'd'],
  });
  const file = join(folder, 'cli.cjs');
  writeFileSync(
    file,
    `let text = ''; process.stdin.on('data', (chunk) => { text += chunk; }).on('end', () => { process.stdout.write(process.argv.slice(2).join('|') + ':' + text); process.stderr.write('refused'); process.exitCode = 1; });`,
  );
  writeFileSync(join(folder, 'in.txt'), 'Lạc Tánh');
  const exitCode = await runCommand(file, {
    argv: ['accept', '--data', 'd'],
    input: join(folder, 'in.txt'),
    result: join(folder, 'out.txt'),
  });
  const wrote = (name: string): string => readFileSync(join(folder, name), 'utf8');
  expect({ exitCode, result: wrote('out.txt'), refused: wrote('out.txt.err') }).toEqual({
    exitCode: 1,
    result: 'accept|--data|d:Lạc Tánh',
    refused: 'refused',
  });
});
