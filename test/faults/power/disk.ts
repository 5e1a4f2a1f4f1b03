/**
 * A small disk that may lose its power. What is in a file is kept by a sync of that file; until then each 512 bytes of each write may be there or not. What a name stands for is
 * kept by a sync of its folder or, where names are written down in order as by the journals of ext4 and NTFS, by any sync at all. A file that changes folders has the one name
 * or the other: every disk with a journal keeps that.
 */
import { createHash } from 'node:crypto';
import { lstatSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import type { DiskEvent } from './system-calls.ts';

const sectorBytes = 512;

type Change = { readonly at: number; readonly offset: number; readonly bytes: Buffer } | { readonly at: number; readonly length: number };
type File = { readonly kind: 'file'; durable: Buffer; pending: Change[] };
type NameChange = {
  readonly at: number;
  readonly names: readonly (readonly [name: string, to: Node | null])[];
  /** The other folder of a file that changes folders. */
  readonly with?: Folder;
};
type Folder = { readonly kind: 'folder'; readonly base: ReadonlyMap<string, Node>; readonly changes: NameChange[]; syncedUpTo: number };
type Node = File | Folder;

/** What lies in a folder by its path in it; null is a folder. */
export type Tree = ReadonlyMap<string, Buffer | null>;

/** How much of what was not synced is there: `some` as the dice say. */
export type Share = 'none' | 'all' | 'some';
export type Cut = {
  readonly names: Share;
  /** `later`: of each file all but the first write, as a disk may that chooses its own order. */
  readonly data: Share | 'later';
  /** Names of all folders are kept in the order they were given; otherwise each folder keeps its own. */
  readonly inOrder: boolean;
  /** No sync brings a name to the disk, as where a folder cannot be synced. */
  readonly isLate?: boolean;
};

export type Disk = {
  apply(event: DiskEvent): void;
  /** What lies there as the running system sees it. */
  seen(): Tree;
  /** What lies there when the power fails now. `random`: 0 up to 1. */
  afterCut(cut: Cut, random: () => number): Tree;
};

export function diskOf(path: string, before: Tree): Disk {
  const root = folderOf(before, '');
  let namesSyncedUpTo = 0;
  const nodeAt = (at: string): Node | undefined => {
    if (at === path) return root;
    const parent = at.startsWith(`${path}/`) ? nodeAt(dirname(at)) : undefined;
    return parent?.kind === 'folder' ? namesOf(parent, Infinity).get(basename(at)) : undefined;
  };
  const fileAt = (at: string): File | undefined => {
    const found = nodeAt(at);
    return found?.kind === 'file' ? found : undefined;
  };
  const name = (at: number, place: string, to: Node | null): void => {
    const parent = nodeAt(dirname(place));
    if (parent?.kind !== 'folder') throw new Error(`${place} lies in no folder`);
    parent.changes.push({ at, names: [[basename(place), to]] });
  };
  const rename = (at: number, from: string, to: string): void => {
    const moved = nodeAt(from);
    const [left, parent] = [nodeAt(dirname(from)), nodeAt(dirname(to))];
    if (moved === undefined || left?.kind !== 'folder' || parent?.kind !== 'folder') throw new Error(`${from} cannot be called ${to}`);
    const [gone, there] = [[basename(from), null] as const, [basename(to), moved] as const];
    if (left === parent) parent.changes.push({ at, names: [gone, there] });
    else {
      parent.changes.push({ at, names: [there], with: left });
      left.changes.push({ at, names: [gone], with: parent });
    }
  };
  const sync = (node: Node | undefined, upTo: number): void => {
    namesSyncedUpTo = Math.max(namesSyncedUpTo, upTo);
    if (node?.kind === 'folder') node.syncedUpTo = Math.max(node.syncedUpTo, upTo);
    if (node?.kind !== 'file') return;
    const done = node.pending.filter(({ at }) => at < upTo);
    node.durable = contentOf(node.durable, done);
    node.pending = node.pending.filter((change) => !done.includes(change));
  };
  return {
    apply: (event) => {
      const { at } = event;
      switch (event.kind) {
        case 'open': {
          if (event.creates && nodeAt(event.path) === undefined)
            name(at, event.path, { kind: 'file', durable: Buffer.alloc(0), pending: [] });
          if (event.truncates) fileAt(event.path)?.pending.push({ at, length: 0 });
          return;
        }
        case 'write': {
          if (Number.isNaN(event.offset)) throw new Error(`${event.path} is written through memory`);
          // Nothing there: it has lost its name and goes with the last who has it open.
          const file = fileAt(event.path);
          file?.pending.push({ at, offset: event.offset === 'end' ? lengthOf(file) : event.offset, bytes: event.bytes });
          return;
        }
        case 'copy': {
          const from = fileAt(event.from);
          if (from === undefined) throw new Error(`${event.from} is copied and was never seen`);
          const bytes = contentOf(from.durable, from.pending).subarray(event.fromOffset, event.fromOffset + event.length);
          fileAt(event.to)?.pending.push({ at, offset: event.offset, bytes });
          return;
        }
        case 'size': {
          const file = fileAt(event.path);
          if (file !== undefined && !(event.onlyGrows && lengthOf(file) >= event.length)) file.pending.push({ at, length: event.length });
          return;
        }
        case 'rename':
          rename(at, event.from, event.to);
          return;
        case 'link':
          name(at, event.to, nodeAt(event.from) ?? null);
          return;
        case 'mkdir':
          name(at, event.path, { kind: 'folder', base: new Map(), changes: [], syncedUpTo: 0 });
          return;
        case 'unlink':
        case 'rmdir':
          name(at, event.path, null);
          return;
        case 'sync':
          sync(nodeAt(event.path), event.begunAt);
          return;
        default:
      }
    },
    seen: () =>
      treeOf(
        root,
        () => Infinity,
        ({ durable, pending }) => contentOf(durable, pending),
      ),
    afterCut: ({ names, data, inOrder, isLate = false }, random) => {
      const limitFrom = (from: number, changes: readonly NameChange[]): number => {
        if (names !== 'some') return names === 'all' ? Infinity : from;
        const open = changes.filter(({ at }) => at >= from);
        return open[Math.floor(random() * (open.length + 1))]?.at ?? Infinity;
      };
      const everywhere = inOrder
        ? limitFrom(
            isLate ? 0 : namesSyncedUpTo,
            foldersIn(root)
              .flatMap(({ changes }) => changes)
              .sort(inTime),
          )
        : 0;
      const limits = new Map(
        foldersIn(root).map((folder) => [folder, inOrder ? everywhere : limitFrom(folder.syncedUpTo, folder.changes)]),
      );
      bringTogether(limits);
      return treeOf(
        root,
        (folder) => limits.get(folder) ?? 0,
        ({ durable, pending }) => {
          if (data === 'none') return durable;
          return contentOf(durable, data === 'all' ? pending : data === 'later' ? pending.slice(1) : someOf(pending, random));
        },
      );
    },
  };
}

function folderOf(tree: Tree, at: string): Folder {
  const base = new Map<string, Node>();
  for (const [path, content] of tree) {
    if (dirname(path) !== (at === '' ? '.' : at)) continue;
    base.set(basename(path), content === null ? folderOf(tree, path) : { kind: 'file', durable: content, pending: [] });
  }
  return { kind: 'folder', base, changes: [], syncedUpTo: 0 };
}

/** What lies in the folder when its changes before `limit` have come about. */
function namesOf({ base, changes }: Folder, limit: number): ReadonlyMap<string, Node> {
  const names = new Map(base);
  for (const change of changes) {
    if (change.at >= limit) continue;
    for (const [name, to] of change.names) {
      if (to === null) names.delete(name);
      else names.set(name, to);
    }
  }
  return names;
}

/** The folder and all that were ever in it. */
function foldersIn(root: Folder): readonly Folder[] {
  const found = new Set([root]);
  for (const folder of found)
    for (const node of [...folder.base.values(), ...folder.changes.flatMap(({ names }) => names.map(([, to]) => to))])
      if (node?.kind === 'folder') found.add(node);
  return [...found];
}

const inTime = (a: NameChange, b: NameChange): number => a.at - b.at;

/** Where a file that changed folders has come to the one it has left the other, with everything before it in both. */
function bringTogether(limits: Map<Folder, number>): void {
  for (let isOpen = true; isOpen;) {
    isOpen = false;
    for (const [folder, limit] of limits)
      for (const { at, with: other } of folder.changes) {
        if (other === undefined || at >= limit || (limits.get(other) ?? 0) > at) continue;
        limits.set(other, at + 1);
        isOpen = true;
      }
  }
}

function treeOf(root: Folder, limitOf: (folder: Folder) => number, read: (file: File) => Buffer): Tree {
  const tree = new Map<string, Buffer | null>();
  const add = (folder: Folder, at: string): void => {
    for (const [name, node] of namesOf(folder, limitOf(folder))) {
      tree.set(join(at, name), node.kind === 'file' ? read(node) : null);
      if (node.kind === 'folder') add(node, join(at, name));
    }
  };
  add(root, '');
  return tree;
}

function lengthOf({ durable, pending }: File): number {
  return pending.reduce((length, change) => after(length, change), durable.length);
}

const after = (length: number, change: Change): number =>
  'bytes' in change ? Math.max(length, change.offset + change.bytes.length) : change.length;

/** A buffer of its own where anything has changed. */
function contentOf(before: Buffer, changes: readonly Change[]): Buffer {
  if (changes.length === 0) return before;
  let length = before.length;
  const content = Buffer.alloc(changes.reduce((most, change) => Math.max(most, after(most, change)), length));
  before.copy(content);
  for (const change of changes) {
    if ('bytes' in change) change.bytes.copy(content, change.offset);
    else content.fill(0, change.length);
    length = after(length, change);
  }
  return content.subarray(0, length);
}

/** Nothing, a beginning that is torn at a sector, any sectors of any of it, its length without its bytes, or all. */
function someOf(pending: readonly Change[], random: () => number): readonly Change[] {
  const upTo = Math.floor(random() * (pending.length + 1));
  switch (Math.floor(random() * 5)) {
    case 0:
      return [];
    case 1:
      return [...pending.slice(0, upTo), ...pending.slice(upTo, upTo + 1).flatMap((change) => beginningOf(change, random))];
    case 2: {
      const share = random();
      const isThere = (): boolean => random() < share;
      return pending.flatMap((change): readonly Change[] => ('bytes' in change ? sectorsOf(change, isThere) : isThere() ? [change] : []));
    }
    case 3:
      return pending.map((change) => ('bytes' in change ? onlyLengthOf(change) : change));
    default:
      return pending;
  }
}

type Write = Extract<Change, { readonly bytes: Buffer }>;

const onlyLengthOf = ({ at, offset, bytes }: Write): Write => ({ at, offset: offset + bytes.length, bytes: Buffer.alloc(0) });

function beginningOf(change: Change, random: () => number): readonly Change[] {
  if (!('bytes' in change)) return [];
  const whole = sectorsOf(change, () => true);
  return whole.slice(0, Math.floor(random() * (whole.length + 1)));
}

/** Those sectors of a write that `isThere` lets through. */
function sectorsOf({ at, offset, bytes }: Write, isThere: () => boolean): readonly Write[] {
  const parts: Write[] = [];
  for (let from = 0; from < bytes.length;) {
    const to = Math.min(bytes.length, from + sectorBytes - ((offset + from) % sectorBytes));
    if (isThere()) parts.push({ at, offset: offset + from, bytes: bytes.subarray(from, to) });
    from = to;
  }
  return parts;
}

export function readTree(path: string): Tree {
  const tree = new Map<string, Buffer | null>();
  const add = (at: string): void => {
    for (const name of readdirSync(join(path, at)).sort()) {
      const place = join(at, name);
      const isFolder = lstatSync(join(path, place)).isDirectory();
      tree.set(place, isFolder ? null : readFileSync(join(path, place)));
      if (isFolder) add(place);
    }
  };
  add('');
  return tree;
}

/** Lets `tree` be all that lies in the folder; for its owner only, as the counter's own files are. */
export function putTree(path: string, tree: Tree): void {
  for (const name of readdirSync(path)) rmSync(join(path, name), { recursive: true, force: true });
  for (const [place, content] of tree) {
    if (content === null) mkdirSync(join(path, place), { mode: 0o700 });
    else writeFileSync(join(path, place), content, { mode: 0o600 });
  }
}

const hashes = new WeakMap<Buffer, string>();

/** Two trees of one hash hold the same. */
export function hashOf(tree: Tree): string {
  const hash = createHash('sha256');
  for (const [place, content] of [...tree].sort(([a], [b]) => (a < b ? -1 : 1)))
    hash.update(`${place}\0${content === null ? 'folder' : hashOfFile(content)}\0`);
  return hash.digest('hex');
}

function hashOfFile(content: Buffer): string {
  const known = hashes.get(content);
  if (known !== undefined) return known;
  const hash = createHash('sha256').update(content).digest('hex');
  hashes.set(content, hash);
  return hash;
}
