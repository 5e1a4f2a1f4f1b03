/** The disk that may lose its power, and how it is told of a process's calls: what the drill of power cuts stands on. */
import { expect, test } from 'vitest';
import { randomFrom } from '../helpers/random.ts';
import { type Cut, diskOf, type Tree } from './power/disk.ts';
import { type DiskEvent, eventsOf } from './power/system-calls.ts';

const hex = (text: string): string => [...Buffer.from(text)].map((byte) => `\\x${byte.toString(16).padStart(2, '0')}`).join('');
const fd = (number: number, path: string): string => `${String(number)}<${hex(path)}>`;
const text = (content: string): string => `"${hex(content)}"`;
const read = (...lines: readonly string[]): readonly DiskEvent[] =>
  eventsOf(lines.join('\n'), { root: '/c', said: '/out/said', told: '/out/told' });

test('calls are read whole, in their order, and only those of the folder and of what was said', () => {
  const at = `AT_FDCWD<${hex('/work')}>`;
  expect(
    read(
      `7 openat(${at}, ${text('/c/a')}, O_WRONLY|O_CREAT|O_TRUNC|O_CLOEXEC, 0600) = ${fd(5, '/c/a')}`,
      `7 write(${fd(5, '/c/a')}, ${text('a, "b" <c>')}, 10) = 10`,
      `7 fsync(${fd(5, '/c/a')} <unfinished ...>`,
      `8 pwrite64(${fd(6, '/c/b')}, ${text('xyz')}, 3, 512) = 3`,
      `7 <... fsync resumed>) = 0`,
      `7 write(${fd(5, '/c/a')}, ${text('more')}, 4) = 2`,
      `7 rename(${text('/c/a')}, ${text('/c/d/a')}) = 0`,
      `7 unlink(${text('/c/none')}) = -1 ENOENT (No such file or directory)`,
      `7 write(${fd(9, '/elsewhere')}, ${text('x')}, 1) = 1`,
      `7 write(${fd(1, '/out/said')}, ${text('{"code":"1"}\n')}, 13) = 13`,
    ),
  ).toEqual([
    { at: 1, kind: 'open', path: '/c/a', creates: true, truncates: true },
    { at: 2, kind: 'write', path: '/c/a', offset: 0, bytes: Buffer.from('a, "b" <c>') },
    { at: 4, kind: 'write', path: '/c/b', offset: 512, bytes: Buffer.from('xyz') },
    { at: 5, kind: 'sync', path: '/c/a', begunAt: 3 },
    { at: 6, kind: 'write', path: '/c/a', offset: 10, bytes: Buffer.from('mo') },
    { at: 7, kind: 'rename', from: '/c/a', to: '/c/d/a' },
    { at: 10, kind: 'said', text: '{"code":"1"}\n' },
  ]);
});

const before: Tree = new Map<string, Buffer | null>([
  ['f', Buffer.from('old')],
  ['d', null],
]);
type Step = DiskEvent extends infer E ? (E extends DiskEvent ? Omit<E, 'at'> : never) : never;
const writing = (path: string, content: string, offset = 0): Step => ({ kind: 'write', path, offset, bytes: Buffer.from(content) });
const making = (path: string): Step => ({ kind: 'open', path, creates: true, truncates: false });
const syncing = (path: string): Step => ({ kind: 'sync', path, begunAt: Infinity });

/** What is in the folder after the steps and a cut, as text. */
function left(cut: Cut, steps: readonly Step[], random: () => number = () => 0): Readonly<Record<string, string | null>> {
  const disk = diskOf('/c', before);
  for (const [at, step] of steps.entries()) disk.apply(step.kind === 'sync' ? { ...step, at, begunAt: at } : { ...step, at });
  const shown = [...disk.afterCut(cut, random)].map(([path, content]) => [path, content?.toString('latin1') ?? null]);
  return Object.fromEntries(shown) as Readonly<Record<string, string | null>>;
}
const nothing: Cut = { names: 'none', data: 'none', inOrder: false };

test('a file keeps what was synced, and of the rest nothing, all, or sectors', () => {
  const steps = [writing('/c/f', 'new'), syncing('/c/f'), writing('/c/f', 'A'.repeat(1024), 3)];
  expect(left(nothing, steps)).toEqual({ f: 'new', d: null });
  expect(left({ ...nothing, data: 'all' }, steps)).toEqual({ f: `new${'A'.repeat(1024)}`, d: null });
  const random = randomFrom(4);
  const torn = new Set(Array.from({ length: 300 }, () => left({ ...nothing, data: 'some' }, steps, random)['f'] ?? ''));
  // Of three sectors the first ends behind 512 bytes of the file; a length without its bytes is zeros.
  expect(torn).toContain(`new${'A'.repeat(509)}`);
  expect(torn).toContain(`new${'\0'.repeat(1024)}`);
  expect(torn).toContain(`new${'\0'.repeat(509)}${'A'.repeat(515)}`);
  expect([...torn].every((content) => content.startsWith('new'))).toBe(true);
});

test('a new name is there once its folder was synced; one whose file was not synced is empty', () => {
  const steps = [making('/c/f.tmp'), writing('/c/f.tmp', 'new'), { kind: 'rename', from: '/c/f.tmp', to: '/c/f' } as const];
  expect(left(nothing, steps)).toEqual({ f: 'old', d: null });
  expect(left(nothing, [...steps, syncing('/c')])).toEqual({ f: '', d: null });
  expect(left(nothing, [...steps, syncing('/c/f')])).toEqual({ f: 'old', d: null });
  expect(left({ ...nothing, inOrder: true }, [...steps, syncing('/c/f')])).toEqual({ f: 'new', d: null });
  expect(left({ ...nothing, inOrder: true, isLate: true }, [...steps, syncing('/c')])).toEqual({ f: 'old', d: null });
});

test('a file that changes folders has one name, with all that was before it in both', () => {
  const steps = [
    { kind: 'mkdir', path: '/c/aside' } as const,
    { kind: 'rename', from: '/c/f', to: '/c/aside/f' } as const,
    making('/c/later'),
  ];
  expect(left(nothing, steps)).toEqual({ f: 'old', d: null });
  expect(left(nothing, [...steps, syncing('/c/aside')])).toEqual({ d: null, aside: null, 'aside/f': 'old' });
  expect(left({ ...nothing, names: 'all' }, steps)).toEqual({ d: null, aside: null, 'aside/f': 'old', later: '' });
});
