/** What a judge of a killed counter looks at, in the test's own process. */
import { keyFilePath, readKeyFile } from '../../../electron/keys/key-file.ts';
import type { Store } from '../../../electron/store/store.ts';
import { verify } from '../../../electron/store/verify.ts';
import { type CliFolder, cliFolder } from '../../helpers/cli.ts';
import { reopen } from '../../helpers/store.ts';

export type World = {
  readonly folder: CliFolder;
  readonly data: string;
  readonly key: Uint8Array;
};

/** A counter as `init` makes it, in a folder of its own under `under`. Throws when it could not. */
export async function newWorld(under?: string): Promise<World> {
  const folder = cliFolder(under);
  const { exitCode, err } = await folder.run(['init', '--data', folder.data]);
  if (exitCode !== 0) throw new Error(`init: ${JSON.stringify(err)}`);
  return { folder, data: folder.data, key: readKeyFile(keyFilePath(folder.data, folder.env)) };
}

type Place = { readonly dataDir: string; readonly logDir?: string; readonly key: Uint8Array };

export const placeOf = ({ data, key }: World): Place => ({ dataDir: data, key });

export function withStore<T>(place: Place, look: (store: Store) => T): T {
  const store = reopen(place.dataDir, place);
  try {
    return look(store);
  } finally {
    store.close();
  }
}

/** Codes of every dossier, as often as they are there. */
export function codesOf(store: Store): readonly string[] {
  const { rows } = store.dossiers.list({
    tab: 'all',
    text: '',
    offset: 0,
    limit: 1_000_000,
    now: '2026-06-30T17:00:00+07:00',
    dueSoonUntil: '2026-07-01',
  });
  return rows.map(({ dossierCode }) => dossierCode ?? '').sort();
}

/** Sentences about codes that are there twice, and confirmed ones that are not there. */
export function lostOrDouble(store: Store, confirmed: Iterable<string>): readonly string[] {
  const codes = codesOf(store);
  const held = new Set(codes);
  const lost = [...confirmed].filter((code) => !held.has(code));
  return [
    ...(held.size === codes.length ? [] : [`${String(codes.length - held.size)} codes are there twice`]),
    ...(lost.length === 0 ? [] : [`confirmed and not there: ${lost.slice(0, 3).join(' ')} of ${String(lost.length)}`]),
  ];
}

export function faultsOf(place: Place): readonly string[] {
  return verify(place).faults.map(({ kind, where, detail }) => `verify: ${kind} ${where} ${detail}`);
}

/** One accepted dossier as a line of `accept`; twenty days, so that numbers of a day are given by many processes. */
export function acceptLine(command: number): string {
  const day = String(1 + (command % 20)).padStart(2, '0');
  return JSON.stringify({
    commandId: `command-${String(command)}`,
    procedureCode: '1.001193',
    applicant: { fullName: `Người Thử ${String(command)}`, personalId: `0601850${String(command).padStart(5, '0')}` },
    documents: ['Tờ khai'],
    channel: 'inPerson',
    occurredAt: `2026-06-${day}T09:00`,
  });
}

export type Accepted = { readonly commandId: string; readonly dossierCode: string; readonly dueAt: string };

export const linesOf = (from: number, many: number): string =>
  Array.from({ length: many }, (_, index) => `${acceptLine(from + index)}\n`).join('');

/** Accepts `many` dossiers in one process and answers their codes. */
export async function acceptSome(
  { folder, data }: World,
  from: number,
  many: number,
  more: readonly string[] = [],
): Promise<readonly string[]> {
  const { out, err } = await folder.run(['accept', '--data', data, ...more], linesOf(from, many));
  if (err.length > 0) throw new Error(`accept: ${JSON.stringify(err)}`);
  return (out as readonly Accepted[]).map(({ dossierCode }) => dossierCode);
}
