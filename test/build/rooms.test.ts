/** The table of docs/architecture.md against the imports of the sources: which room may touch which. */
import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { expect, test } from 'vitest';

const root = join(import.meta.dirname, '../..');
const tops: readonly string[] = ['shared', 'renderer', 'electron', 'server'];

type Row = { readonly rooms: readonly string[]; readonly mayImport: readonly string[] };

/** `shared/` → `shared`, `journal` → `electron/journal`: a neighbour in `electron/` is called by its last name. */
function placesIn(cell: string): readonly string[] {
  return [...cell.matchAll(/`([^`]+)`/gu)].map(([, name = '']) => {
    const bare = name.replace(/\/$/u, '');
    return /[/.]/u.test(bare) || tops.includes(bare) ? bare : `electron/${bare}`;
  });
}

function rowsOf(page: string): readonly Row[] {
  const [, table = ''] = /\| room \| holds \| may import \|\n\|---\|---\|---\|\n((?:\|.*\|\n)+)/u.exec(page) ?? [];
  return table
    .trimEnd()
    .split('\n')
    .map((line) => {
      const [, rooms = '', , mayImport = ''] = line.split('|');
      const named = placesIn(rooms);
      return { rooms: named, mayImport: [...placesIn(mayImport), ...(mayImport.includes('one another') ? named : [])] };
    });
}

const isIn = (place: string, file: string): boolean => file === place || file.startsWith(`${place}/`);

type Arrow = { readonly from: string; readonly to: string };

function arrowsOf(file: string): readonly Arrow[] {
  const source = readFileSync(join(root, file), 'utf8');
  return [...source.matchAll(/(?:\bfrom |\bimport |\bimport\()'((?:\.\.?|#shared)\/[^']+)'/gu)].map(([, named = '']) => ({
    from: file,
    to: named.startsWith('#') ? named.slice(1) : join(dirname(file), named),
  }));
}

const sources = tops.flatMap((top) =>
  readdirSync(join(root, top), { recursive: true, encoding: 'utf8' })
    .filter((name) => /\.tsx?$/u.test(name))
    .map((name) => `${top}/${name.replaceAll('\\', '/')}`),
);
const rows = rowsOf(readFileSync(join(root, 'docs/architecture.md'), 'utf8'));

type Home = { readonly room: string; readonly row: Row };
/** The room that names a file most closely: `electron/app/worker.ts` before `electron/app`. */
const homeOf = (file: string): Home | undefined =>
  rows
    .flatMap((row) => row.rooms.filter((room) => isIn(room, file)).map((room) => ({ room, row })))
    .sort((a, b) => b.room.length - a.room.length)[0];

const arrows = sources.flatMap((file) => {
  const home = homeOf(file);
  return home === undefined
    ? []
    : arrowsOf(file)
        .filter(({ to }) => !isIn(home.room, to))
        .map((arrow) => ({ ...arrow, ...home }));
});

test('every source has its room', () => {
  expect(sources.length).toBeGreaterThan(500);
  expect(sources.filter((file) => homeOf(file) === undefined)).toEqual([]);
});

test('no arrow runs but where the page lets it', () => {
  const wild = arrows.filter(({ to, row }) => !row.mayImport.some((place) => isIn(place, to)));
  expect(wild.map(({ from, to }) => `${from} → ${to}`)).toEqual([]);
});

test('no arrow of the page is drawn for nobody', () => {
  const idle = rows.flatMap(({ rooms, mayImport }) =>
    mayImport
      .filter((place) => !arrows.some(({ room, to }) => rooms.includes(room) && isIn(place, to)))
      .map((place) => `${rooms.join()} → ${place}`),
  );
  expect(idle).toEqual([]);
});
