import type { RegisterPrinting } from '#shared/contract/register-book.ts';
import { authorOf } from '../author.ts';
import type { Desk } from '../desk.ts';
import { os } from '../os.ts';
import { printBookPages } from '../service/register-pages.ts';
import { type BookDesk, printBook } from '../service/register-print.ts';
import { registerBooks } from '../service/register-told.ts';
import type { Session } from '../session.ts';
import { settingsOf } from './office.ts';

const volumes = os.registerBook.volumes.handler(({ context }) => {
  const { store, bookTurns } = context.desk.open();
  return registerBooks(store, bookTurns.isRunning);
});

function bookDesk(desk: Desk, session: Session): BookDesk {
  const { store, office } = desk.open();
  const { paper, queue, log } = desk.ports;
  return { store, office: office(), paper, queue, log, author: authorOf(desk, session) };
}

const print = os.registerBook.print.handler(async function* ({ context, input, signal }): AsyncGenerator<RegisterPrinting> {
  const open = context.desk.open();
  const { commandId, year, volume } = input;
  const command = { commandId, volume: { year, volume }, printer: input.printer ?? settingsOf(open).printer };
  const desk = bookDesk(context.desk, context.session);
  yield* open.bookTurns.run(commandId, signal, (isStopped) => printBook(desk, command, isStopped));
});

const stop = os.registerBook.stop.handler(({ context, input }) => {
  context.desk.open().bookTurns.stop(input.commandId);
  return {};
});

const printPages = os.registerBook.printPages.handler(async ({ context, input }) => {
  const open = context.desk.open();
  const { commandId, year, volume, from, to } = input;
  const command = { commandId, volume: { year, volume }, printer: input.printer ?? settingsOf(open).printer };
  const desk = bookDesk(context.desk, context.session);
  return open.printPagesOnce(`${commandId}/${String(from)}-${String(to)}`, () => printBookPages(desk, command, { from, to }));
});

export const registerBookHandlers = { volumes, print, stop, printPages };
