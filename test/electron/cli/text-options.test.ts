/** Texts on a command line go through the same door as those typed at the desk. */
import { expect, test } from 'vitest';
import { optionsOf, personTextOf } from '../../../electron/app/cli/options.ts';
import { runCli } from '../../../electron/app/cli/run.ts';

const reasonOf = (text: string) => personTextOf(optionsOf(['--reason', text], ['reason']), 'reason', 300);

test('a text is made NFC, and what nothing can keep is refused by its option', () => {
  expect(reasonOf('Mờ chữ'.normalize('NFD'))).toBe('Mờ chữ'.normalize('NFC'));
  expect(personTextOf(optionsOf([], ['reason']), 'reason', 300)).toBeUndefined();
  for (const [reason, text] of [
    ['control', 'Mờ\u001b[31m'],
    ['lone-surrogate', 'Mờ\ud83d'],
    ['too-long', 'M'.repeat(301)],
  ] as const)
    expect(() => reasonOf(text)).toThrowError(
      expect.objectContaining({ code: 'text-refused', params: { field: 'reason', reason } }) as Error,
    );
});

test.each([
  ['a paper’s reason', ['print', '--data', '/dev/null/nowhere', '--reason', 'Mờ\u0007', '0']],
  ['an office’s name', ['init', '--data', '/dev/null/nowhere', '--agency-name', 'Lạc\u0007']],
])('%s is refused before anything is opened', async (_what, argv) => {
  const told: string[] = [];
  const io = { lines: () => (async function* () {})(), out: () => undefined, err: (line: string) => void told.push(line) };
  expect(await runCli(argv, io)).toBe(1);
  expect(told.map((line) => (JSON.parse(line) as { error: string }).error)).toEqual(['text-refused']);
});
