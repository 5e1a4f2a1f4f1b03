import { accessSync, constants, existsSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { PaperForm, PaperLayout } from '#shared/contract/paper.ts';
import { fail } from '#shared/errors.ts';
import { cliText } from '../cli-text.ts';
import { systemIds } from '../clock.ts';
import { archiveReceipt } from '../service/print.ts';
import { cliQueue, dataOptions, lazyPaper, withCounter } from './open.ts';
import { optionsOf, personTextOf } from './options.ts';
import type { CliIo } from './run.ts';
import { printOptionsOf } from '../../paper/print.ts';

/** Archives the paper, then writes it to `--out` and, with `--printer`, hands it to that queue. stdout: what was archived. */
export async function print(argv: readonly string[], io: CliIo): Promise<number> {
  const options = optionsOf(argv, [...dataOptions, 'form', 'out', 'layout', 'reason', 'printer']);
  PaperForm.parse(options.text('form') ?? 'receiptSlip');
  const layout = PaperLayout.parse(options.text('layout') ?? 'a5');
  const reason = personTextOf(options, 'reason', 300) ?? cliText.reprintReason;
  const dossierCode = options.positionals[0] ?? '';
  const out = options.text('out');
  if (out !== undefined) mustBeWritable(out);
  return withCounter(options, async ({ store, office, author, dataDir }) => {
    const [dossierId] = store.dossiers.findByCode(dossierCode);
    if (dossierId === undefined) throw fail('dossier-unknown', { dossierCode });
    const paper = lazyPaper();
    try {
      const actId = systemIds.next();
      const command = { dossierId, layout, reason };
      const bytes = await archiveReceipt({ store, office, paper }, author(), actId, command);
      if (out !== undefined) writeFileSync(out, bytes);
      const printer = options.text('printer');
      const job = printer === undefined ? null : await (await cliQueue(dataDir)).print(bytes, printOptionsOf(layout, printer));
      const row = store.prints.find(actId);
      io.out(
        JSON.stringify({
          dossierCode,
          printActId: actId,
          reprintNo: row?.reprintNo,
          sha256: row?.blobSha256,
          pageCount: row?.pageCount,
          out: out ?? null,
          job,
        }),
      );
      return 0;
    } finally {
      await paper.close();
    }
  });
}

/** A paper that cannot be handed over must not be archived: the next one would be called a reprint of it. Throws the system's error. */
function mustBeWritable(file: string): void {
  accessSync(existsSync(file) ? file : dirname(file), constants.W_OK);
}
