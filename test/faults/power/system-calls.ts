/** What a process did to files and said, read from `strace -f -y -xx`: every string is written in hexadecimal there, so no text can be taken for anything else. */

/** `at` counts up; what had not come back when another call began has its own number from where it came back. Paths are absolute. */
export type DiskEvent = { readonly at: number } & (
  | { readonly kind: 'open'; readonly path: string; readonly creates: boolean; readonly truncates: boolean }
  /** `end`: behind what is there. */
  | { readonly kind: 'write'; readonly path: string; readonly offset: number | 'end'; readonly bytes: Buffer }
  | {
      readonly kind: 'copy';
      readonly from: string;
      readonly to: string;
      readonly fromOffset: number;
      readonly offset: number;
      readonly length: number;
    }
  | { readonly kind: 'size'; readonly path: string; readonly length: number; readonly onlyGrows: boolean }
  | { readonly kind: 'rename' | 'link'; readonly from: string; readonly to: string }
  | { readonly kind: 'unlink' | 'mkdir' | 'rmdir'; readonly path: string }
  /** Of the file or folder: what was done before `begunAt` is on the disk. */
  | { readonly kind: 'sync'; readonly path: string; readonly begunAt: number }
  /** A line or more on stdout or stderr. */
  | { readonly kind: 'said' | 'told'; readonly text: string }
);
/** Whatever is known of an event but its number. */
type Found = DiskEvent extends infer E ? (E extends DiskEvent ? Omit<E, 'at'> : never) : never;

const opening = ['open', 'openat', 'creat'];
const writing = ['write', 'pwrite64', 'writev', 'pwritev', 'pwritev2', 'ftruncate', 'truncate', 'fallocate', 'mmap'];
const copying = ['copy_file_range', 'sendfile', 'ioctl'];
const naming = ['rename', 'renameat', 'renameat2', 'unlink', 'unlinkat', 'rmdir', 'link', 'linkat', 'mkdir', 'mkdirat'];
export const tracedCalls = [...opening, ...writing, ...copying, ...naming, 'fsync', 'fdatasync'];

type Call = { readonly name: string; readonly args: readonly string[]; readonly result: string; readonly begunAt: number };

/** `said` and `told` are the files stdout and stderr go to. Throws on a way of writing that it does not know. */
export function eventsOf(trace: string, { root, said, told }: { root: string; said: string; told: string }): readonly DiskEvent[] {
  const events: DiskEvent[] = [];
  const positions = new Map<string, number>();
  const isOurs = (path: string): boolean => path === root || path.startsWith(`${root}/`);
  for (const [at, call] of callsIn(trace)) {
    for (const found of meaningOf(call, positions)) {
      if (found.kind === 'write' && (found.path === said || found.path === told))
        events.push({ at, kind: found.path === said ? 'said' : 'told', text: found.bytes.toString('utf8') });
      else if (pathsOf(found).some(isOurs)) events.push({ at, ...found });
    }
  }
  return events;
}

function pathsOf(found: Found): readonly string[] {
  if ('path' in found) return [found.path];
  return 'from' in found ? [found.from, found.to] : [];
}

const whole = /^(\d+) +(\w+)\((.*)\) += (.+)$/u;
const unfinished = /^(\d+) +(\w+)\((.*) <unfinished \.\.\.>$/u;
const resumed = /^(\d+) +<\.\.\. (\w+) resumed>(.*)\) += (.+)$/u;

function* callsIn(trace: string): Generator<readonly [at: number, Call]> {
  const open = new Map<string, { readonly args: string; readonly begunAt: number }>();
  let at = 0;
  for (const line of trace.split('\n')) {
    at += 1;
    const begun = unfinished.exec(line);
    if (begun !== null) {
      open.set(begun[1] ?? '', { args: begun[3] ?? '', begunAt: at });
      continue;
    }
    const again = resumed.exec(line);
    const before = again === null ? undefined : open.get(again[1] ?? '');
    const [, , name = '', args = '', result = ''] = again ?? whole.exec(line) ?? [];
    if (name === '' || result.startsWith('-1') || result.startsWith('?')) continue;
    yield [at, { name, args: splitArgs((before?.args ?? '') + args), result, begunAt: before?.begunAt ?? at }];
  }
}

/** At the commas that are in no bracket. */
function splitArgs(args: string): readonly string[] {
  const parts: string[] = [];
  let [depth, from] = [0, 0];
  for (let index = 0; index < args.length; index += 1) {
    const letter = args[index];
    if (letter === '[' || letter === '{') depth += 1;
    if (letter === ']' || letter === '}') depth -= 1;
    if (letter !== ',' || depth > 0) continue;
    parts.push(args.slice(from, index).trim());
    from = index + 1;
  }
  parts.push(args.slice(from).trim());
  return parts;
}

const unhex = (text: string): Buffer => Buffer.from(text.replaceAll('\\x', ''), 'hex');
const stringsIn = (arg = ''): Buffer => Buffer.concat([...arg.matchAll(/"((?:\\x[\da-f]{2})*)"/gu)].map(([, hex = '']) => unhex(hex)));
/** Of `5<path>`. */
const pathOf = (arg = ''): string => unhex(/<((?:\\x[\da-f]{2})*)>/u.exec(arg)?.[1] ?? '').toString('utf8');
const numberOf = (arg = ''): number => Number.parseInt(arg, 10);

/** Of a call that takes a folder before a name. */
function placeAt(folder: string | undefined, name: string | undefined): string {
  const given = stringsIn(name).toString('utf8');
  return given.startsWith('/') || folder === undefined ? given : `${pathOf(folder)}/${given}`;
}

function meaningOf({ name, args, result, begunAt }: Call, positions: Map<string, number>): readonly Found[] {
  const [first, second, third, fourth, fifth] = args;
  const atPosition = (fd: string | undefined, length: number): number => {
    const position = positions.get(fd ?? '') ?? 0;
    positions.set(fd ?? '', position + length);
    return position;
  };
  const written = (offset: number | 'end', bytes: Buffer): readonly Found[] => [{ kind: 'write', path: pathOf(first), offset, bytes }];
  const isAppended = (fd: string | undefined): boolean => positions.get(fd ?? '') === Infinity;
  const behind = (bytes: Buffer): readonly Found[] => written(isAppended(first) ? 'end' : atPosition(first, bytes.length), bytes);
  switch (name) {
    case 'open':
    case 'creat':
    case 'openat': {
      const flags = (name === 'openat' ? third : name === 'open' ? second : 'O_CREAT|O_TRUNC') ?? '';
      const opened = result.split(' ')[0];
      positions.set(opened ?? '', flags.includes('O_APPEND') ? Infinity : 0);
      return [{ kind: 'open', path: pathOf(opened), creates: flags.includes('O_CREAT'), truncates: flags.includes('O_TRUNC') }];
    }
    case 'write':
    case 'writev':
      return behind(stringsIn(second).subarray(0, numberOf(result)));
    case 'pwrite64':
    case 'pwritev':
    case 'pwritev2':
      return written(numberOf(fourth), stringsIn(second).subarray(0, numberOf(result)));
    case 'ftruncate':
      return [{ kind: 'size', path: pathOf(first), length: numberOf(second), onlyGrows: false }];
    case 'truncate':
      return [{ kind: 'size', path: stringsIn(first).toString('utf8'), length: numberOf(second), onlyGrows: false }];
    case 'fallocate':
      return [{ kind: 'size', path: pathOf(first), length: numberOf(third) + numberOf(fourth), onlyGrows: true }];
    case 'copy_file_range': {
      const length = numberOf(result);
      return [
        {
          kind: 'copy',
          from: pathOf(first),
          to: pathOf(third),
          fromOffset: atPosition(first, length),
          offset: atPosition(third, length),
          length,
        },
      ];
    }
    case 'sendfile': {
      const length = numberOf(result);
      const fromOffset = third === 'NULL' ? atPosition(second, length) : numberOf(third?.replace('[', ''));
      return [{ kind: 'copy', from: pathOf(second), to: pathOf(first), fromOffset, offset: atPosition(first, length), length }];
    }
    case 'ioctl':
      return second?.includes('FICLONE')
        ? [{ kind: 'copy', from: pathOf(third), to: pathOf(first), fromOffset: 0, offset: 0, length: Infinity }]
        : [];
    case 'rename':
    case 'link':
      return [{ kind: name, from: placeAt(undefined, first), to: placeAt(undefined, second) }];
    case 'renameat':
    case 'renameat2':
    case 'linkat':
      return [{ kind: name === 'linkat' ? 'link' : 'rename', from: placeAt(first, second), to: placeAt(third, fourth) }];
    case 'unlink':
    case 'mkdir':
    case 'rmdir':
      return [{ kind: name, path: placeAt(undefined, first) }];
    case 'mkdirat':
      return [{ kind: 'mkdir', path: placeAt(first, second) }];
    case 'unlinkat':
      return [{ kind: third === 'AT_REMOVEDIR' ? 'rmdir' : 'unlink', path: placeAt(first, second) }];
    case 'fsync':
    case 'fdatasync':
      return [{ kind: 'sync', path: pathOf(first), begunAt }];
    case 'mmap':
      // The shared memory beside a write-ahead log is made anew by whoever opens it first; no other file of ours may be written without a call.
      if (!third?.includes('PROT_WRITE') || !fourth?.includes('MAP_SHARED') || !fifth?.includes('<')) return [];
      if (pathOf(fifth).endsWith('-shm')) return [];
      return [{ kind: 'write', path: pathOf(fifth), offset: Number.NaN, bytes: Buffer.alloc(0) }];
    default:
      throw new Error(`Nothing is known of ${name}`);
  }
}
