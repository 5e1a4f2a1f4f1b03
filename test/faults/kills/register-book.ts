/** The register is printed as a book, part by part: no part is handed to the printer twice by itself, none that was told as printed is missing, and the same command ends it. */
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { RegisterPrinting } from '#shared/contract/register-book.ts';
import { booksOf, isFinished, type KeptBook } from '../../../electron/app/service/register-kept.ts';
import type { Store } from '../../../electron/store/store.ts';
import { reopen } from '../../helpers/store.ts';
import type { MakeDrill } from './drill.ts';
import { isInTransaction } from './killed.ts';
import { acceptSome, faultsOf, newWorld, placeOf } from './looks.ts';
import { numbersOn, printRegister, rowsAPart, timesPrinted } from './register-printing.ts';

const entry = join(import.meta.dirname, 'register-desk.ts');
const rows = 3 * rowsAPart;

export const registerBookDrill: MakeDrill = async (_dice, under) => {
  const world = await newWorld(under);
  const place = placeOf(world);
  await acceptSome(world, 0, rows);
  const out = join(world.folder.path, 'printed');
  mkdirSync(out);
  const counts = { books: 0, parts: 0, unsure: 0, goneOn: 0 };
  const command = (): string => `00000000-0000-4000-8000-${String(counts.books).padStart(12, '0')}`;

  /** What is broken in the book under way; one that is finished is counted, and the next is another. */
  const look = (store: Store, told: RegisterPrinting | undefined): readonly string[] => {
    const book = bookOf(store, command());
    if (book === undefined) return told === undefined || told.phase === 'reading' ? [] : ['a book that was told of is not there'];
    const broken = [...brokenIn(book, store, out), ...notAsTold(book, told)];
    if (isFinished(book)) {
      counts.books += 1;
      counts.parts += book.parts.length;
      counts.unsure += book.parts.filter(({ handed }) => handed === 'unsure').length;
    }
    return broken;
  };
  /** The same command, made again: it ends the book. */
  const goOn = async (store: Store): Promise<readonly string[]> => {
    const { books } = counts;
    let told: RegisterPrinting | undefined;
    for await (told of printRegister(store, command(), out));
    const broken = look(store, told);
    return counts.books > books ? broken : [...broken, 'the same command did not end the book'];
  };
  const atStore = async (work: (store: Store) => Promise<readonly string[]>): Promise<readonly string[]> => {
    const store = reopen(place.dataDir, place);
    try {
      return await work(store);
    } finally {
      store.close();
    }
  };

  // The first paper of a month makes that month's file: from here on every book passes the same places.
  const first = await atStore(goOn);
  if (first.length > 0) throw new Error(first.join('; '));

  return {
    path: world.folder.path,
    env: world.folder.env,
    next: () => ({ entry, args: [world.data, command(), out] }),
    judge: ({ said, errors, wasKilled }) =>
      atStore(async (store) => {
        const { books } = counts;
        const broken = [...(errors === '' ? [] : [errors]), ...look(store, (said as readonly RegisterPrinting[]).at(-1))];
        if (!wasKilled || counts.books > books || broken.length > 0) return broken;
        counts.goneOn += 1;
        // Every fifth is left to the next process, which is killed while it goes on.
        return counts.goneOn % 5 === 0 ? [] : goOn(store);
      }),
    end: async () => {
      const broken = await atStore(goOn);
      return { broken: [...broken, ...faultsOf(place)], counts };
    },
    choicePlaces: whileHanded,
    isInside: (end) => isInTransaction(end) || end.places.lastIndexOf('r') > end.places.lastIndexOf(')'),
    remove: world.folder.remove,
  };
};

/** From the moment the print system has a part until that is written down: only the note made before says then that it may be on paper. */
function whileHanded(letters: string): readonly number[] {
  const chosen: number[] = [];
  let isHanded = false;
  for (const [index, letter] of [...letters.replaceAll(/[^TVFRr]/gu, '')].entries()) {
    if (letter === 'r') isHanded = true;
    if (isHanded) chosen.push(index + 1);
    if (letter === 'T') isHanded = false;
  }
  return chosen;
}

function bookOf(store: Store, commandId: string): KeptBook | undefined {
  const [volume] = store.numbers.registerVolumes();
  return volume === undefined ? undefined : booksOf(store, volume).find((book) => book.commandId === commandId);
}

function brokenIn(book: KeptBook, store: Store, out: string): readonly string[] {
  const broken: string[] = [];
  const numbers: number[] = [];
  for (const [index, { sha256, handed }] of book.parts.entries()) {
    const bytes = store.blobs.get(sha256);
    const times = timesPrinted(out, sha256);
    if (bytes === undefined) broken.push(`part ${String(index)} has no bytes`);
    else numbers.push(...numbersOn(bytes));
    if (times > 1 || (handed === 'taken' && times === 0) || (handed === 'kept' && times === 1))
      broken.push(`part ${String(index)} is ${handed} and was printed ${String(times)} times`);
  }
  if (numbers.some((number, index) => number !== index + 1)) broken.push(`the book's numbers are ${numbers.join(' ')}`);
  if (isFinished(book) && numbers.length !== rows) broken.push(`a finished book has ${String(numbers.length)} numbers`);
  return broken;
}

/** What was told is the least there is: a killed process had no breath to tell more. */
function notAsTold({ parts }: KeptBook, told: RegisterPrinting | undefined): readonly string[] {
  const pages = (of: KeptBook['parts']): number => of.reduce((sum, { pageCount }) => sum + pageCount, 0);
  const taken = pages(parts.filter(({ handed }) => handed === 'taken'));
  if (told === undefined || (told.pages <= pages(parts) && told.sent <= taken)) return [];
  return [`told ${String(told.pages)} pages and ${String(told.sent)} sent; there are ${String(pages(parts))} and ${String(taken)}`];
}
