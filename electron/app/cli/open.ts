import { existsSync, readFileSync } from 'node:fs';
import { userInfo } from 'node:os';
import { join } from 'node:path';
import { keyFilePath, readKeyFile } from '../../keys/key-file.ts';
import { keyOfRecoveryCode } from '../../keys/recovery-files.ts';
import { keepAt } from '../../keys/keep-key-file.ts';
import { nearestPaperFiles } from '../../paper/paper-files.ts';
import type { PaperPort } from '../../paper/port.ts';
import { createTypst, type TypstRenderer } from '../../paper/typst.ts';
import type { PrintQueue } from '../../paper/print.ts';
import { readRegister } from '../../register/read-register.ts';
import { openLog } from '../../shell/log.ts';
import { openReader, type ReadOnlyStore } from '../../store/open-store.ts';
import { officeTimeIn } from '../../store/office-time.ts';
import type { Store } from '../../store/store.ts';
import { systemClock, systemIds } from '../clock.ts';
import { openCounter } from '../open-counter.ts';
import type { AppPorts, Clock } from '../ports.ts';
import { createOfficeClock, type OfficeClock } from '../office-clock.ts';
import { createPrintQueue } from '../print-queue.ts';
import type { Author } from '../service/body.ts';
import { type OfficeData, readOfficeData, seedPacks } from '../service/office-data.ts';
import { beginRun } from '../service/run-mark.ts';
import { folders } from '../service/set-up.ts';
import { dataDirOf, type Options } from './options.ts';
import type { CliIo } from './run.ts';

/** Options every command on a data folder takes. */
export const dataOptions = ['data', 'log-dir', 'recovery-code-file'] as const;

export type OpenCounter = {
  readonly store: Store;
  readonly office: OfficeData;
  readonly author: () => Author;
  readonly clock: OfficeClock;
  readonly dataDir: string;
};

/** The key of the data folder: from its key file, or by the recovery code in a file (a command line would show it to everybody). */
export function keyOf(options: Options): Uint8Array {
  const dataDir = dataDirOf(options);
  const codeFile = options.text('recovery-code-file');
  return codeFile === undefined ? readKeyFile(keyFilePath(dataDir)) : keyOfRecoveryCode(dataDir, readFileSync(codeFile, 'utf8').trim());
}

/** Opens the store for writing, runs `use`, closes it again. Throws `data-folder-in-use` while the app has it open. */
export async function withCounter<T>(options: Options, use: (counter: OpenCounter) => T | Promise<T>): Promise<T> {
  const dataDir = dataDirOf(options);
  const store = openCounter({ ...foldersOf(options), key: keyOf(options) });
  try {
    const log = cliLog(dataDir);
    const clock = createOfficeClock(systemClock, log);
    clock.follow(store);
    const run = beginRun({ dataDir, clock, log }, store, 'command');
    try {
      seedPacks(store);
      return await use({ store, office: readOfficeData(store, clock.now().slice(0, 10)), author: () => author(clock), clock, dataDir });
    } finally {
      run.end();
    }
  } finally {
    store.close();
  }
}

/** A reading connection: works beside the open app. `clock` is the office's, as it is kept in the store, and never before its last act. */
export function withReader<T>(options: Options, use: UseReader<T>): Promise<T> {
  return reading({ dataDir: dataDirOf(options), key: keyOf(options) }, use);
}

type UseReader<T> = (reader: ReadOnlyStore, clock: Clock) => T | Promise<T>;

/** As `withReader`, by a key in hand. */
export async function reading<T>(place: { readonly dataDir: string; readonly key: Uint8Array }, use: UseReader<T>): Promise<T> {
  const reader = openReader(place);
  try {
    return await use(reader, { now: () => officeTimeIn(reader.connection, systemClock.now()).at });
  } finally {
    reader.close();
  }
}

export function foldersOf(options: Options): { dataDir: string; logDir?: string } {
  const logDir = options.text('log-dir');
  return folders(logDir === undefined ? { dataDir: dataDirOf(options) } : { dataDir: dataDirOf(options), logDir });
}

/** The operating system's user stands behind every act of the command line. */
export const actorId = (): string => `cli:${userInfo().username}`;

function author(clock: OfficeClock): Author {
  return { actorId: actorId(), recordedAt: clock.deviceNow(), officeNow: clock.now() };
}

/** One line on stderr when the machine's clock is doubtful; nobody is there to ask, so the work goes on. */
export function warnOfClock({ clock }: OpenCounter, io: Pick<CliIo, 'err'>): void {
  const { question } = clock.look();
  if (question !== null) io.err(JSON.stringify({ warning: 'clock-doubtful', ...question }));
}

/** The app's ports for a command: the key goes to its file, paper is made by a process started when it is first asked for. */
export async function cliPorts(options: Options): Promise<AppPorts> {
  const dataDir = dataDirOf(options);
  return {
    ...foldersOf(options),
    clock: systemClock,
    ids: systemIds,
    keys: { keep: (key) => keepAt(keyFilePath(dataDir), Uint8Array.from(key)) },
    paper: lazyPaper(),
    queue: await cliQueue(dataDir),
    log: cliLog(dataDir),
    restart: () => {
      process.exit(75);
    },
  };
}

function cliLog(dataDir: string): AppPorts['log'] {
  const log = openLog(join(dataDir, 'logs', 'cli'));
  return (event) => {
    log(event);
  };
}

export function cliQueue(dataDir: string): Promise<PrintQueue> {
  // A packaged app has `bin` beside its archive, a checkout under `out`.
  const top = join(import.meta.dirname, '../../..');
  const out = join(top, 'out');
  return createPrintQueue(join(dataDir, 'print'), existsSync(join(out, 'bin')) ? out : top);
}

/** Paper in this process, its engine loaded when first asked: a command ends with its one job, and a packaged app cannot fork a Node. */
export function lazyPaper(): PaperPort {
  let started: TypstRenderer | undefined;
  const typst = (): TypstRenderer => (started ??= createTypst(nearestPaperFiles()));
  return {
    renderPdf: (job) => Promise.resolve().then(() => typst().renderPdf(job)),
    renderSvg: (job) => Promise.resolve().then(() => typst().renderSvg(job)),
    renderBook: (job) => Promise.resolve().then(() => typst().renderBook(job)),
    readRegister,
    close: () => Promise.resolve(),
  };
}
