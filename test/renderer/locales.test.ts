import { globSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import en from '#shared/locales/en.json' with { type: 'json' };
import vi from '#shared/locales/vi.json' with { type: 'json' };
import { errors } from '#shared/errors.ts';

type Tree = { readonly [key: string]: string | Tree };
const root = fileURLToPath(new URL('../..', import.meta.url));
const plural = /_(?:zero|one|two|few|many|other)$/u;

function leaves(tree: Tree, path = ''): Map<string, string> {
  return new Map(
    Object.entries(tree).flatMap(([key, value]) =>
      typeof value === 'string' ? [[`${path}${key}`, value] as const] : [...leaves(value, `${path}${key}.`)],
    ),
  );
}

const vietnamese = leaves(vi as Tree);
const english = leaves(en as Tree);
const bare = (keys: Iterable<string>) => [...new Set([...keys].map((key) => key.replace(plural, '')))].toSorted();

test('both languages hold the same keys', () => {
  expect(bare(english.keys())).toEqual(bare(vietnamese.keys()));
});

test('a plural has the form that its language asks for', () => {
  const without = (texts: Map<string, string>, forms: readonly string[]) =>
    bare([...texts.keys()].filter((key) => plural.test(key))).filter(
      (key) => !texts.has(key) && forms.some((form) => !texts.has(`${key}_${form}`)),
    );
  expect(without(vietnamese, ['other'])).toEqual([]);
  expect(without(english, ['other'])).toEqual([]);
});

test('both languages fill in the same values', () => {
  const values = (text: string | undefined) =>
    [...new Set([...(text ?? '').matchAll(/\{\{(\w+)\}\}/gu)].map(([, name]) => name))].toSorted();
  const differing = [...vietnamese]
    .filter(([key, text]) => english.has(key) && JSON.stringify(values(text)) !== JSON.stringify(values(english.get(key))))
    .map(([key]) => key);
  expect(differing).toEqual([]);
});

test('every failure says what happened and what to do, in both languages', () => {
  const wanted = [...Object.keys(errors), 'unexpected', 'line-lost'].flatMap((code) => [`errors.${code}.title`, `errors.${code}.action`]);
  expect(wanted.filter((key) => !vietnamese.has(key))).toEqual([]);
  expect(wanted.filter((key) => !english.has(key))).toEqual([]);
});

test('no sentence of ours apologises for a machine, and none is empty but a note that a step does not need', () => {
  const unwanted = /lỗi hệ thống|thất bại|không hợp lệ|vui lòng thử lại|oops|đồng bộ|offline|!/iu;
  expect([...vietnamese].filter(([key, text]) => (text.trim() === '' && !key.endsWith('.note')) || unwanted.test(text))).toEqual([]);
  expect([...english].filter(([key, text]) => text.trim() === '' && !key.endsWith('.note'))).toEqual([]);
});

test('every key that a screen names is there', () => {
  const files = globSync('renderer/**/*.{ts,tsx}', { cwd: root });
  const used = files.flatMap((file) =>
    [...readFileSync(`${root}/${file}`, 'utf8').matchAll(/\bt\(\s*(['`])([^'`\n]+)\1/gu)].map(([, , key = '']) => ({ file, key })),
  );
  expect(used.length).toBeGreaterThan(200);
  const keys = bare(vietnamese.keys());
  const isThere = (key: string) => {
    const shape = new RegExp(
      `^${key
        .replace(/\$\{[^}]*\}/gu, '\u0000')
        .replace(/[.*+?^$()|[\]\\]/gu, String.raw`\$&`)
        .replaceAll('\u0000', '.+')}$`,
      'u',
    );
    return keys.some((known) => shape.test(known));
  };
  expect(used.filter(({ key }) => !isThere(key))).toEqual([]);
});
