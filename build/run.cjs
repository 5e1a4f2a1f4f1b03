/**
 * Runs a TypeScript entry of the project under the project's own Node 24: `node build/run.cjs <entry.ts> …`. Plain CommonJS that any Node can read,
 * because the system's Node may be older; the native store would crash there. Without Node 24 it says one sentence and exits with 1.
 */
'use strict';
const { spawnSync } = require('node:child_process');
const { existsSync } = require('node:fs');
const { join, resolve } = require('node:path');
const { pathToFileURL } = require('node:url');
const { needsNode } = require('../shared/locales/shell.vi.json');

const root = join(__dirname, '..');
const [entry = '', ...rest] = process.argv.slice(2);
const file = resolve(root, entry);
const own = join(root, 'node_modules', 'node', 'bin', process.platform === 'win32' ? 'node.exe' : 'node');

if (Number(process.versions.node.split('.')[0]) >= 24) {
  process.argv.splice(1, 2, file);
  void import(pathToFileURL(file).href);
} else if (existsSync(own)) {
  const { status, signal } = spawnSync(own, [file, ...rest], { stdio: 'inherit' });
  process.exitCode = status ?? (signal === null ? 1 : 128);
} else {
  process.stderr.write(`${needsNode}\n`);
  process.exitCode = 1;
}
