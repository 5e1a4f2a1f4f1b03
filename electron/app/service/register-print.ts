/**
 * Printing a volume of the register: every part is set, its bytes kept, noted, and only then handed to the printer. A command that is repeated goes on where it stopped,
 * after a crash, a stop or an empty tray; what the print system has taken is not sent again.
 */
import { setTimeout as pause } from 'node:timers/promises';
import type { RegisterPrinting } from '#shared/contract/register-book.ts';
import { fail } from '#shared/errors.ts';
import type { DossierRegisterRow } from '#shared/forms/dossier-register.ts';
import { registerBookOptions } from '../../paper/print.ts';
import type { Store } from '../../store/store.ts';
import { type Author, momentOf } from './body.ts';
import { after, beginning, type Place, setPart } from './dossier-register.ts';
import type { OfficeData } from './office-data.ts';
import type { OfficePaperPorts } from './office-papers.ts';
import { handToQueue } from './print.ts';
import { findBook, isWhole, keepBook, type KeptBook, type KeptPart, rowsIn } from './register-kept.ts';
import { registerRows, type Volume } from './register-rows.ts';
import { printedOf } from './register-told.ts';

const tellEveryMs = 250;

export type BookDesk = OfficePaperPorts & { readonly store: Store; readonly office: OfficeData; readonly author: Author };
export type BookCommand = { readonly commandId: string; readonly volume: Volume; readonly printer: string | null };

/**
 * Yields what is so far, after every part; `isStopped` is asked between two. After a fault of the printer the rest is set and archived but not handed over, so that pages
 * leave in their order. Throws `command-reused`, `paper-unknown` (archived bytes are gone).
 */
export async function* printBook(desk: BookDesk, command: BookCommand, isStopped: () => boolean): AsyncGenerator<RegisterPrinting> {
  const before = bookOfCommand(desk.store, command);
  const total = before?.rows ?? desk.store.numbers.lastOfSeries('register', command.volume.volume, command.volume.year);
  const reading = { ...printedOf(before ?? { parts: [] }), phase: 'reading', done: 0, total, queueFault: null } as const;
  yield reading;
  let rows: readonly DossierRegisterRow[] = [];
  if (before === undefined || !isWhole(before)) {
    for await (const read of readAside(desk, command.volume)) {
      if (typeof read !== 'number') rows = read;
      else if (!isStopped()) yield { ...reading, done: read };
    }
  }
  yield* printRows(desk, command, before === undefined ? begin(desk, command, rows) : resume(desk, command, before), rows, isStopped);
}

async function* printRows(
  desk: BookDesk,
  command: BookCommand,
  begun: KeptBook,
  rows: readonly DossierRegisterRow[],
  isStopped: () => boolean,
): AsyncGenerator<RegisterPrinting> {
  const own = rows.filter(({ registerNo }) => registerNo <= begun.lastNo);
  let book = begun;
  let queueFault: string | null = null;
  for (;;) {
    const told = { ...printedOf(book), done: rowsIn(book.parts), total: book.rows, queueFault };
    const waiting = queueFault === null ? book.parts.findIndex(({ handed }) => handed === 'kept') : -1;
    if (waiting < 0 && isWhole(book)) return yield { ...told, phase: 'done' };
    yield { ...told, phase: 'printing' };
    if (isStopped()) return yield { ...told, phase: 'stopped' };
    if (waiting < 0) book = await archiveNext(desk, command, book, own);
    else ({ book, queueFault } = await handOver(desk, command, book, waiting));
  }
}

/** The rows when they are read, until then how many there are so far. */
async function* readAside({ store, office }: BookDesk, volume: Volume): AsyncGenerator<number | readonly DossierRegisterRow[]> {
  let found = 0;
  let isRead = false;
  const rows = registerRows(store, office, volume, (count) => {
    found = count;
  }).finally(() => {
    isRead = true;
  });
  for (;;) {
    await Promise.race([rows, pause(tellEveryMs)]);
    if (isRead) break;
    yield found;
  }
  yield await rows;
}

function bookOfCommand(store: Store, { commandId, volume }: BookCommand): KeptBook | undefined {
  const found = findBook(store, commandId);
  if (found !== undefined && (found.volume.year !== volume.year || found.volume.volume !== volume.volume)) throw fail('command-reused', {});
  return found?.book;
}

function begin({ store, author }: BookDesk, { commandId, volume }: BookCommand, rows: readonly DossierRegisterRow[]): KeptBook {
  const lastNo = rows.at(-1)?.registerNo ?? 0;
  const book: KeptBook = {
    commandId,
    personId: author.actorId,
    begunAt: momentOf(author),
    rows: rows.length,
    lastNo,
    parts: [],
    reprints: [],
  };
  keepBook(store, volume, book);
  return book;
}

/** What was on its way to the printer when the app ended is told from now on, and not sent again by itself. */
function resume({ store }: BookDesk, { volume }: BookCommand, before: KeptBook): KeptBook {
  const parts = before.parts.map((part): KeptPart => (part.handed === 'handing' ? { ...part, handed: 'unsure' } : part));
  const book = { ...before, parts };
  keepBook(store, volume, book);
  return book;
}

async function archiveNext(
  { store, office, paper, author }: BookDesk,
  { volume }: BookCommand,
  book: KeptBook,
  rows: readonly DossierRegisterRow[],
): Promise<KeptBook> {
  const place = placeAfter(book);
  const rendered = await setPart(paper, office, { volume, rows, now: book.begunAt }, place);
  const { sha256, pageCount, templateVersion } = rendered;
  store.blobs.put(momentOf(author).slice(0, 7), rendered.bytes);
  const part: KeptPart = {
    rows: rendered.rows,
    pageCount,
    sha256,
    templateVersion,
    archivedAt: momentOf(author),
    handed: 'kept',
  };
  return keepPart(store, volume, book, book.parts.length, part);
}

const placeAfter = ({ parts }: KeptBook): Place => parts.reduce(after, beginning);

async function handOver(
  desk: BookDesk,
  { volume, printer }: BookCommand,
  book: KeptBook,
  index: number,
): Promise<{ readonly book: KeptBook; readonly queueFault: string | null }> {
  const { store } = desk;
  const part = book.parts[index];
  const pdf = part === undefined ? undefined : store.blobs.get(part.sha256);
  if (part === undefined || pdf === undefined) throw fail('paper-unknown', {});
  const handing = keepPart(store, volume, book, index, { ...part, handed: 'handing' });
  const queueFault = await handToQueue(desk, pdf, registerBookOptions(printer));
  return { book: keepPart(store, volume, handing, index, { ...part, handed: queueFault === null ? 'taken' : 'kept' }), queueFault };
}

function keepPart(store: Store, volume: Volume, book: KeptBook, index: number, part: KeptPart): KeptBook {
  const kept = { ...book, parts: book.parts.toSpliced(index, 1, part) };
  keepBook(store, volume, kept);
  return kept;
}
