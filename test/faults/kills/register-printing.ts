/** A desk that prints its newest volume of the register. Doubles: paper is a line of JSON for every two rows, and the print system takes a part by giving it a name in `out`. */
import { createHash } from 'node:crypto';
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import type { RegisterPrinting } from '#shared/contract/register-book.ts';
import { readOfficeData } from '../../../electron/app/service/office-data.ts';
import { printBook } from '../../../electron/app/service/register-print.ts';
import { replaceFile } from '../../../electron/keys/durable-file.ts';
import type { PaperPort } from '../../../electron/paper/port.ts';
import type { PrintQueue } from '../../../electron/paper/print.ts';
import type { Store } from '../../../electron/store/store.ts';

const at = '2026-06-30T16:00:00.000+07:00';
export const rowsAPart = 2;
const paperSuffix = '.paper';

/** Prints under `commandId`, or goes on where that command stopped. */
export function printRegister(store: Store, commandId: string, out: string): AsyncGenerator<RegisterPrinting> {
  const [volume] = store.numbers.registerVolumes();
  if (volume === undefined) throw new Error('the register is empty');
  const desk = {
    store,
    office: readOfficeData(store, at.slice(0, 10)),
    paper: paperOf(commandId),
    queue: queueInto(out),
    log: () => undefined,
    author: { actorId: 'desk', recordedAt: at },
  };
  return printBook(desk, { commandId, volume, printer: null }, () => false);
}

/** The register's numbers on a part. */
export const numbersOn = (part: Uint8Array): readonly number[] =>
  (JSON.parse(Buffer.from(part).toString('utf8')) as { numbers: readonly number[] }).numbers;

/** How often the print system took the part with this hash. */
export const timesPrinted = (out: string, sha256: string): number =>
  readdirSync(out).filter((name) => name.startsWith(sha256) && name.endsWith(paperSuffix)).length;

const refused = (): never => {
  throw new Error('nothing else is printed here');
};

const sha256Of = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex');

function paperOf(commandId: string): PaperPort {
  return {
    renderPdf: refused,
    renderSvg: refused,
    readRegister: refused,
    renderBook: ({ data }) => {
      const rows = data.rows.slice(0, rowsAPart);
      const bytes = Buffer.from(JSON.stringify({ commandId, numbers: rows.map(({ registerNo }) => registerNo) }));
      // The first part has the cover.
      const pageCount = data.pagesBefore === 0 ? 2 : 1;
      return Promise.resolve({ bytes, rows: rows.length, pageCount, sha256: sha256Of(bytes), templateVersion: 'double' });
    },
    close: () => Promise.resolve(),
  };
}

function queueInto(out: string): PrintQueue {
  return {
    list: refused,
    status: refused,
    print: (bytes) => {
      const sha256 = sha256Of(bytes);
      replaceFile(join(out, `${sha256}-${String(timesPrinted(out, sha256))}${paperSuffix}`), bytes);
      return Promise.resolve(sha256);
    },
  };
}
