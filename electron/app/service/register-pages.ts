/** Single pages of a printed book once more: a jammed or torn sheet is replaced by its own archived bytes, under its own number. */
import type { PageRange, PagesPrinted } from '#shared/contract/register-book.ts';
import { fail } from '#shared/errors.ts';
import { registerBookOptions } from '../../paper/print.ts';
import { momentOf } from './body.ts';
import { handToQueue } from './print.ts';
import { booksOf, keepBook, type KeptBook, pagesOf } from './register-kept.ts';
import type { BookCommand, BookDesk } from './register-print.ts';

/** Throws `paper-unknown` for pages no print has, `command-reused`. */
export async function printBookPages(desk: BookDesk, command: BookCommand, range: PageRange): Promise<PagesPrinted> {
  const { store, author } = desk;
  const { commandId, volume, printer } = command;
  const pages = range.to - range.from + 1;
  const books = booksOf(store, volume);
  const before = books.flatMap(({ reprints }) => reprints).find((one) => one.commandId === commandId);
  if (before !== undefined && (before.from !== range.from || before.to !== range.to)) throw fail('command-reused', {});
  if (before !== undefined) return { pages, queued: true, queueFault: null };
  const book = books.findLast((one) => pages > 0 && (pagesOf(one.parts).at(-1)?.to ?? -1) >= range.to);
  if (book === undefined) throw fail('paper-unknown', {});
  for (const { sha256, first, last } of spansOf(book, range)) {
    const pdf = store.blobs.get(sha256);
    if (pdf === undefined) throw fail('paper-unknown', {});
    const queueFault = await handToQueue(desk, pdf, { ...registerBookOptions(printer), pages: { first, last } });
    if (queueFault !== null) return { pages, queued: false, queueFault };
  }
  const reprint = { commandId, ...range, printedAt: momentOf(author), personId: author.actorId };
  keepBook(store, volume, { ...book, reprints: [...book.reprints, reprint] });
  return { pages, queued: true, queueFault: null };
}

/** Where the pages lie in the archived documents, counted from 1 in each. */
function spansOf({ parts }: KeptBook, { from, to }: PageRange) {
  return pagesOf(parts).flatMap((own, index) => {
    const sha256 = parts[index]?.sha256;
    if (sha256 === undefined || own.to < from || own.from > to) return [];
    return [{ sha256, first: Math.max(from, own.from) - own.from + 1, last: Math.min(to, own.to) - own.from + 1 }];
  });
}
