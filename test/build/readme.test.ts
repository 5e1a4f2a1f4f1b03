/** What the README tells a newcomer to type and to read is there. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { expect, test } from 'vitest';
import { runCli } from '../../electron/app/cli/run.ts';
import { runCommand } from '../../server/commands/run.ts';

const root = join(import.meta.dirname, '../..');
const pages = ['README.md', ...readdirSync(join(root, 'docs')).flatMap((name) => (name.endsWith('.md') ? [`docs/${name}`] : []))];
const textOf = (page: string): string => readFileSync(join(root, page), 'utf8');

async function commandsOfCli(): Promise<readonly string[]> {
  const told: string[] = [];
  await runCli([], { lines: async function* () {}, out: () => undefined, err: (line) => told.push(line) });
  const { commands } = JSON.parse(told.join('')) as { commands: string };
  return commands.split(' ').sort();
}

test('the table of commands is the command line', async () => {
  const [, table = ''] = /\| command \| does \|\n\|---\|---\|\n((?:\|.*\|\n)+)/u.exec(textOf('README.md')) ?? [];
  const cells = table
    .trimEnd()
    .split('\n')
    .map((line) => line.split('|')[1] ?? '');
  const named = cells.flatMap((cell) => [...cell.matchAll(/`([a-z-]+)/gu)].map(([, name]) => name));
  expect(named.sort()).toEqual(await commandsOfCli());
});

async function commandsOfServer(): Promise<readonly string[]> {
  const told: string[] = [];
  await runCommand(['?'], {}, { out: () => undefined, err: (line) => told.push(line), stdin: Readable.from([]), isTerminal: false });
  return (JSON.parse(told.join('')) as { commands: readonly string[] }).commands;
}

/** What stands behind `pattern`'s one group, with the page it stands on. */
const namedBy = (pattern: RegExp): readonly { readonly page: string; readonly name: string }[] =>
  pages.flatMap((page) => [...textOf(page).matchAll(pattern)].map(([, name = '']) => ({ page, name })));

test('every command that a page names is one', async () => {
  const counter = await commandsOfCli();
  expect(namedBy(/npm run -s motcua -- ([a-z-]+)/gu).filter(({ name }) => !counter.includes(name))).toEqual([]);
  const server = await commandsOfServer();
  const isKnown = (name: string): boolean => server.includes(name) || server.includes(name.split(' ')[0] ?? '');
  expect(namedBy(/npm run -s server -- ([a-z]+(?: [a-z]+)?)/gu).filter(({ name }) => !isKnown(name))).toEqual([]);
});

test('every script that a page names is one', () => {
  const { scripts } = JSON.parse(textOf('package.json')) as { scripts: Readonly<Record<string, string>> };
  expect(namedBy(/npm run (?:-s )?([a-z:]+)/gu).filter(({ name }) => !Object.hasOwn(scripts, name))).toEqual([]);
});

test('every source and page that a page names or links to is there', () => {
  const linked = namedBy(/\]\((?!https?:|#)([^)#]+)/gu).filter(({ page, name }) => !existsSync(join(root, page, '..', name)));
  expect(linked).toEqual([]);
  const sources = namedBy(/`((?:electron|server|shared|renderer|build|test|docs)\/[\w./-]+\.(?:ts|tsx|json|md))`/gu);
  // The page of promises names its tests from `test/` on.
  const isThere = (page: string, name: string): boolean =>
    existsSync(join(root, name)) || (page === 'docs/faults.md' && existsSync(join(root, 'test', name)));
  expect(sources.filter(({ page, name }) => !isThere(page, name))).toEqual([]);
});
