import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { lackingForWindows } from '../../build/lacking.ts';

const root = join(import.meta.dirname, '../..');

test('a release for Windows names each file it lacks, and none when all are there', () => {
  const folder = mkdtempSync(join(tmpdir(), 'mc-lacking-'));
  onTestFinished(() => {
    rmSync(folder, { recursive: true, force: true });
  });
  const lacking = lackingForWindows(folder);
  expect(lacking).toEqual([
    'build/vendor/vcruntime/vcruntime140.dll',
    'build/vendor/vcruntime/vcruntime140_1.dll',
    'node_modules/better-sqlite3/prebuilds/win32-x64.node',
    'node_modules/@node-rs/argon2-win32-x64-msvc/argon2.win32-x64-msvc.node',
    'node_modules/@myriaddreamin/typst-ts-node-compiler-win32-x64-msvc/typst-ts-node-compiler.win32-x64-msvc.node',
  ]);
  for (const file of lacking) {
    mkdirSync(join(folder, dirname(file)), { recursive: true });
    writeFileSync(join(folder, file), '');
  }
  expect(lackingForWindows(folder)).toEqual([]);
});

test('what is to be added by hand on Linux is what the lock file knows', () => {
  const { packages } = JSON.parse(readFileSync(join(root, 'package-lock.json'), 'utf8')) as {
    packages: Record<string, { version: string }>;
  };
  const named = [...readFileSync(join(root, 'build/vendor/README.md'), 'utf8').matchAll(/(@[\w/-]+-win32-x64-msvc)@(\S+)/gu)];
  expect(named.map(([, name, version]) => [name, version])).toEqual(
    ['@node-rs/argon2-win32-x64-msvc', '@myriaddreamin/typst-ts-node-compiler-win32-x64-msvc'].map((name) => [
      name,
      packages[`node_modules/${name}`]!.version,
    ]),
  );
});
