import { setTimeout as pause } from 'node:timers/promises';
import type { RegisterBook, RegisterPrinting } from '#shared/contract/register-book.ts';
import { registerBookOptions } from '../../paper/print.ts';
import type { StoreReader } from '../../store/store.ts';
import { authorOf } from '../author.ts';
import { os } from '../os.ts';
import { momentOf } from '../service/body.ts';
import { partsOf, registerParts } from '../service/dossier-register.ts';
import { registerRows } from '../service/register-rows.ts';
import { handToQueue } from '../service/print.ts';
import { keepRegisterPart, keptRegisterParts } from '../service/register-kept.ts';
import { settingsOf } from './office.ts';

const tellEveryMs = 250;

const volumes = os.registerBook.volumes.handler(({ context }) => booksOf(context.desk.open().store));

function booksOf(store: StoreReader): RegisterBook[] {
  const prints = keptRegisterParts(store);
  return store.numbers.registerVolumes().map(({ year, volume, last }) => ({
    year,
    volume,
    last,
    printedAt: prints.findLast((print) => print.year === year && print.volume === volume)?.printedAt ?? null,
  }));
}

const print = os.registerBook.print.handler(async function* ({ context, input, signal }): AsyncGenerator<RegisterPrinting> {
  const open = context.desk.open();
  const { store, office } = open;
  const { paper, queue, log } = context.desk.ports;
  const author = authorOf(context.desk, context.session);
  const { commandId, printer, ...volume } = input;
  let told: RegisterPrinting = { phase: 'reading', done: 0, total: null, rows: null, pages: 0, queueFault: null };
  yield told;
  let read = 0;
  let isRead = false;
  const reading = registerRows(store, office(), volume, (dossiers) => {
    read = dossiers;
  }).finally(() => {
    isRead = true;
  });
  for (;;) {
    await Promise.race([reading, pause(tellEveryMs)]);
    if (isRead) break;
    if (signal?.aborted === true) return;
    yield { ...told, done: read };
  }
  const rows = await reading;
  told = { ...told, phase: 'printing', done: 0, total: partsOf(rows.length), rows: rows.length };
  yield told;
  for await (const { part, parts, rendered } of registerParts(paper, office(), volume, rows, momentOf(author))) {
    const { sha256, pageCount, templateVersion, bytes } = rendered;
    store.blobs.put(momentOf(author).slice(0, 7), bytes);
    keepRegisterPart(store, {
      ...volume,
      commandId,
      part,
      sha256,
      pageCount,
      templateVersion,
      printedAt: momentOf(author),
      personId: author.actorId,
    });
    const queueFault = await handToQueue({ queue, log }, bytes, registerBookOptions(printer ?? settingsOf(open).printer));
    told = { ...told, done: part, total: parts, pages: told.pages + pageCount, queueFault: told.queueFault ?? queueFault };
    yield told;
    if (signal?.aborted === true) return;
  }
  yield { ...told, phase: 'done' };
});

export const registerBookHandlers = { volumes, print };
