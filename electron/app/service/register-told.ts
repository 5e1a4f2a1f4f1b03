/** What a person is told of the books that were printed. */
import type { RegisterBook, RegisterPrinting } from '#shared/contract/register-book.ts';
import type { StoreReader } from '../../store/store.ts';
import { booksOf, isFinished, isWhole, type KeptBook, type KeptPart, pagesOf, rowsIn } from './register-kept.ts';

/** How far a book is. */
export function printedOf({ parts }: Pick<KeptBook, 'parts'>): Pick<RegisterPrinting, 'pages' | 'sent' | 'unsure'> {
  const sum = (some: readonly KeptPart[]): number => some.reduce((pages, { pageCount }) => pages + pageCount, 0);
  const ranges = pagesOf(parts);
  return {
    pages: sum(parts),
    sent: sum(parts.filter(({ handed }) => handed === 'taken')),
    unsure: ranges.filter((_, index) => parts[index]?.handed === 'handing' || parts[index]?.handed === 'unsure'),
  };
}

/** Every volume with its last number and what was printed of it. `isRunning`: whether that command prints now, which its own stream tells. */
export function registerBooks(store: StoreReader, isRunning: (commandId: string) => boolean): RegisterBook[] {
  return store.numbers.registerVolumes().map((volume) => {
    const books = booksOf(store, volume);
    const newest = books.at(-1);
    const lastPages = books.flatMap(({ parts }) => pagesOf(parts).slice(-1)).map(({ to }) => to);
    return {
      ...volume,
      printedAt: books.findLast(isWhole)?.begunAt ?? null,
      lastPage: lastPages.length === 0 ? null : Math.max(...lastPages),
      unfinished: newest === undefined || isFinished(newest) || isRunning(newest.commandId) ? null : unfinishedOf(newest),
    };
  });
}

function unfinishedOf(book: KeptBook): RegisterBook['unfinished'] {
  const { commandId, begunAt, rows, parts } = book;
  return { commandId, begunAt, rows: rowsIn(parts), of: rows, ...printedOf(book) };
}
