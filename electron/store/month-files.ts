/**
 * The files of papers and scans, one a month, and how one is exchanged for another: `blobs-YYYY-MM.db`, beside it `….damaged` while work goes on in a new one, and
 * `….mended` while a mended one waits for its place.
 */
import { existsSync, readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { syncFolder } from '../journal/log.ts';
import { moveFile } from './move-file.ts';
import { moveAside } from './swap.ts';

const fileName = /^blobs-(\d{4}-\d{2})\.db$/u;
const damagedName = /^blobs-(\d{4}-\d{2})\.db\.damaged(?:\.\d+)?$/u;
const mendedSuffix = '.mended';
const mendingSuffix = '.mending';

export function monthFileName(month: string): string {
  return `blobs-${month}.db`;
}

export function blobPath(dataDir: string, month: string): string {
  return join(dataDir, monthFileName(month));
}

/** Months that have a file, newest first. */
export function blobMonths(dataDir: string): readonly string[] {
  return monthsNamed(dataDir, fileName);
}

/** Files that were damaged when a paper had to be kept; most of their papers are in them still. */
export function damagedFiles(dataDir: string): readonly { readonly month: string; readonly path: string }[] {
  return readdirSync(dataDir).flatMap((name) => {
    const month = damagedName.exec(name)?.[1];
    return month === undefined ? [] : [{ month, path: join(dataDir, name) }];
  });
}

function monthsNamed(dataDir: string, pattern: RegExp): readonly string[] {
  return readdirSync(dataDir)
    .flatMap((name) => pattern.exec(name)?.[1] ?? [])
    .sort()
    .reverse();
}

/** Makes room for a new file of the month. Nothing may have the damaged one open. */
export function putBeside(dataDir: string, month: string): void {
  const name = monthFileName(month);
  let to = `${name}.damaged`;
  for (let again = 1; existsSync(join(dataDir, to)); again += 1) to = `${name}.damaged.${String(again)}`;
  for (const suffix of ['-wal', '-shm', ''])
    if (existsSync(join(dataDir, `${name}${suffix}`))) moveFile(join(dataDir, `${name}${suffix}`), join(dataDir, `${to}${suffix}`));
  syncFolder(dataDir);
}

/** Where a mended month is made whole before it takes its place. */
export function mendedPath(dataDir: string, month: string): string {
  return `${blobPath(dataDir, month)}${mendedSuffix}`;
}

/** Where it is made; what a crash leaves there never counts. */
export function mendingPath(dataDir: string, month: string): string {
  return `${blobPath(dataDir, month)}${mendingSuffix}`;
}

/**
 * Gives the mended month its place; whatever was there goes into the folder `aside` of the data folder. Nothing may have any of them open. A crash between the steps is
 * finished by `completeMendings`.
 */
export function placeMended(dataDir: string, month: string, aside: string): void {
  const name = monthFileName(month);
  const old = [name, ...damagedFiles(dataDir).flatMap((one) => (one.month === month ? [one.path.slice(dataDir.length + 1)] : []))];
  // The write-ahead log first: beside another main file it would be taken for that file's own.
  for (const one of old) for (const suffix of ['-wal', '-shm', '']) moveAside(dataDir, aside, `${one}${suffix}`);
  moveFile(mendedPath(dataDir, month), blobPath(dataDir, month));
  syncFolder(dataDir);
}

/** After a crash: a mended month whose place is empty takes it, any other was not finished. For the holder of the folder's lock. */
export function completeMendings(dataDir: string): void {
  for (const name of readdirSync(dataDir)) {
    if (/^blobs-\d{4}-\d{2}\.db\.(?:mending(?:-\w+)?|mended-\w+)$/u.test(name)) rmSync(join(dataDir, name), { force: true });
    if (!name.endsWith(mendedSuffix) || !fileName.test(name.slice(0, -mendedSuffix.length))) continue;
    const place = join(dataDir, name.slice(0, -mendedSuffix.length));
    if (existsSync(place)) rmSync(join(dataDir, name));
    else moveFile(join(dataDir, name), place);
    syncFolder(dataDir);
  }
}
