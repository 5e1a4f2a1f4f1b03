/**
 * Books of the register that were printed on this machine: what every part was, and how far the printer has it. The bytes are with the blobs. A book belongs to no
 * dossier, so it is no act's paper and has no row in the archive's table: it is kept as the other papers of the office are, here by volume.
 */
import * as z from 'zod';
import type { PageRange } from '#shared/contract/register-book.ts';
import type { Store, StoreReader } from '../../store/store.ts';
import type { Volume } from './register-rows.ts';

/** Older ones are forgotten; their bytes stay with the blobs. */
const booksKept = 50;

/**
 * `kept`: no printer has it. `handing`: it was being handed over; found so after a crash, nobody knows whether it came out. `unsure`: that was told to a person.
 * `taken`: the print system has it.
 */
const Handed = z.enum(['kept', 'handing', 'unsure', 'taken']);

const KeptPart = z.object({
  rows: z.int(),
  pageCount: z.int(),
  sha256: z.string(),
  templateVersion: z.string(),
  archivedAt: z.string(),
  handed: Handed,
});
export type KeptPart = z.infer<typeof KeptPart>;

/** Pages printed once more, by the numbers at their foot; 0 is the cover. */
const KeptReprint = z.object({ commandId: z.string(), from: z.int(), to: z.int(), printedAt: z.string(), personId: z.string() });
export type KeptReprint = z.infer<typeof KeptReprint>;

export const KeptBook = z.object({
  commandId: z.string(),
  personId: z.string(),
  /** What every part bears as the time of its print. */
  begunAt: z.string(),
  /** Rows of the whole book, and the highest number it goes to: numbers given later are in the next print. */
  rows: z.int(),
  lastNo: z.int(),
  parts: z.array(KeptPart),
  reprints: z.array(KeptReprint).default([]),
});
export type KeptBook = z.infer<typeof KeptBook>;

const settingOf = ({ year, volume }: Volume): string => `register-book/${String(year)}/${volume}`;

/** Newest last. */
export function booksOf({ settings }: StoreReader, volume: Volume): readonly KeptBook[] {
  const kept = settings.get(settingOf(volume));
  return kept === undefined ? [] : z.array(KeptBook).parse(kept);
}

/** The book of a command, with the volume it is of. */
export function findBook(store: StoreReader, commandId: string): { readonly volume: Volume; readonly book: KeptBook } | undefined {
  for (const volume of store.numbers.registerVolumes()) {
    const book = booksOf(store, volume).find((one) => one.commandId === commandId);
    if (book !== undefined) return { volume, book };
  }
  return undefined;
}

/** Writes the book down as it is now; durable when this returns. */
export function keepBook(store: Store, volume: Volume, book: KeptBook): void {
  store.writeLocal(() => {
    const books = booksOf(store, volume);
    const isThere = books.some(({ commandId }) => commandId === book.commandId);
    const kept = isThere ? books.map((one) => (one.commandId === book.commandId ? book : one)) : [...books, book];
    store.settings.put(settingOf(volume), kept.slice(-booksKept));
  });
}

export const rowsIn = (parts: readonly KeptPart[]): number => parts.reduce((sum, { rows }) => sum + rows, 0);
export const isWhole = ({ parts, rows }: KeptBook): boolean => parts.length > 0 && rowsIn(parts) >= rows;
/** Nothing of it is left to print. */
export const isFinished = (book: KeptBook): boolean =>
  isWhole(book) && book.parts.every(({ handed }) => handed === 'taken' || handed === 'unsure');

/** The numbers of the pages of every part: the first begins with the cover. */
export function pagesOf(parts: readonly KeptPart[]): readonly PageRange[] {
  let from = 0;
  return parts.map(({ pageCount }) => {
    const range = { from, to: from + pageCount - 1 };
    from += pageCount;
    return range;
  });
}
