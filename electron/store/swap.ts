/**
 * Puts a repaired counter in the place of the damaged one. What was there is moved aside, never deleted. Every step is one rename, and a crash between two of them is
 * finished at the next start: until the last one the repaired files stand in their own folder with a note that they are whole.
 */
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import * as z from 'zod';
import { syncFolder } from '../journal/log.ts';
import { replaceFile } from '../keys/durable-file.ts';
import { moveFile } from './move-file.ts';
import { logFileName, storeFileName } from './paths.ts';

/** Where a repair is prepared, in the data folder and in the log's. */
const repairFolderName = 'restoring';
const noteName = 'ready.json';

export type Folders = { readonly dataDir: string; readonly logDir: string };

const Note = z.object({ aside: z.string().regex(/^damaged-[\w-]+$/u) });

export const repairFolderOf = (folder: string): string => join(folder, repairFolderName);

/** Begins a repair: whatever an earlier one left unfinished is gone. */
export function beginRepair({ dataDir, logDir }: Folders): void {
  for (const folder of [dataDir, logDir]) {
    rmSync(repairFolderOf(folder), { recursive: true, force: true });
    mkdirSync(repairFolderOf(folder), { recursive: true, mode: 0o700 });
  }
}

/** Lets go of what was prepared and did not come to its end: it takes up the room the next attempt needs. */
export function abandonRepair(folders: Folders): void {
  if (isSwapCutOff(folders)) return;
  for (const folder of [folders.logDir, folders.dataDir]) rmSync(repairFolderOf(folder), { recursive: true, force: true });
}

/** The repaired files are whole and on the disk: from here on they count, and what was in their place lies in `aside`. */
export function finishRepair(folders: Folders, aside: string): void {
  // The note may only be found where what it speaks of is found too.
  for (const folder of [folders.logDir, folders.dataDir]) {
    syncFolder(repairFolderOf(folder));
    syncFolder(folder);
  }
  replaceFile(join(repairFolderOf(folders.dataDir), noteName), Buffer.from(JSON.stringify({ aside } satisfies z.infer<typeof Note>)));
  completeSwap(folders);
}

/** Whether repaired files wait for their places. */
export function isSwapCutOff({ dataDir }: Pick<Folders, 'dataDir'>): boolean {
  return existsSync(join(repairFolderOf(dataDir), noteName));
}

/** Finishes a swap a crash cut off, and clears away a repair that was cut off before it. For the holder of the folder's lock. Answers whether it swapped. */
export function completeSwap(folders: Folders): boolean {
  const { dataDir, logDir } = folders;
  if (!isSwapCutOff(folders)) {
    // What was prepared and not finished never counted.
    for (const folder of [logDir, dataDir]) rmSync(repairFolderOf(folder), { recursive: true, force: true });
    return false;
  }
  const note = join(repairFolderOf(dataDir), noteName);
  const { aside } = Note.parse(JSON.parse(readFileSync(note, 'utf8')));
  const files = [
    { folder: dataDir, name: storeFileName, with: [`${storeFileName}-wal`, `${storeFileName}-shm`, `${storeFileName}-wal.broken`] },
    { folder: logDir, name: logFileName, with: [] },
  ];
  for (const { folder, name, with: beside } of files) {
    if (!existsSync(join(repairFolderOf(folder), name))) continue;
    // The write-ahead log first: beside another main file it would be taken for that file's own.
    for (const one of [...beside, name]) moveAside(folder, aside, one);
  }
  for (const { folder, name } of files.toReversed()) {
    const ready = join(repairFolderOf(folder), name);
    if (existsSync(ready)) moveFile(ready, join(folder, name));
    syncFolder(folder);
  }
  for (const folder of [logDir, dataDir]) rmSync(repairFolderOf(folder), { recursive: true, force: true });
  return true;
}

/** Moves a file into the folder for damaged ones, where it is there; what lies there already under its name stays too. */
export function moveAside(folder: string, aside: string, name: string): void {
  if (!existsSync(join(folder, name))) return;
  mkdirSync(join(folder, aside), { recursive: true, mode: 0o700 });
  let to = join(folder, aside, name);
  for (let again = 1; existsSync(to); again += 1) to = join(folder, aside, `${name}.${String(again)}`);
  moveFile(join(folder, name), to);
  syncFolder(join(folder, aside));
  syncFolder(folder);
}

/** Folders of damaged files that earlier repairs left. */
export function asideFolders(dataDir: string): readonly string[] {
  return readdirSync(dataDir).filter((name) => name.startsWith('damaged-'));
}

/** What the folder of damaged files of a repair at `at` (the office's instant) is called. */
export const asideName = (at: string): string => `damaged-${at.slice(0, 19).replaceAll(/[-:]/gu, '')}`;

/** A name for the folder of damaged files that neither folder has yet. */
export function freeName({ dataDir, logDir }: Folders, wanted: string): string {
  for (let again = 0; ; again += 1) {
    const name = again === 0 ? wanted : `${wanted}-${String(again)}`;
    if (!existsSync(join(dataDir, name)) && !existsSync(join(logDir, name))) return name;
  }
}
