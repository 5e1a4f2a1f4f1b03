import { accessSync, constants, existsSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { cliText } from '../cli-text.ts';
import { archiveCertificate } from '../service/outage-certificate.ts';
import { outageDay, outageDays, type OutageDesk } from '../service/outage-day.ts';
import { readOfficeData } from '../service/office-data.ts';
import { standingOutage } from '../service/run-mark.ts';
import { dataOptions, lazyPaper, type OpenCounter, withCounter, withReader } from './open.ts';
import { dataDirOf, optionsOf, personTextOf, UsageError } from './options.ts';
import type { CliIo } from './run.ts';

/**
 * `[--day YYYY-MM-DD [--out FILE.pdf [--reason TEXT]]]`. stdout: the days with outages, or one day with its dossiers; works beside the open app. With `--out`
 * the day's certificate is archived and written to the file: then `{date, copyNo, sha256, pageCount, out}`.
 */
export async function outages(argv: readonly string[], io: CliIo): Promise<number> {
  const options = optionsOf(argv, [...dataOptions, 'day', 'out', 'reason']);
  const day = options.text('day');
  const out = options.text('out');
  if (out !== undefined) {
    if (day === undefined) throw new UsageError('option-missing', { option: '--day' });
    return withCounter(options, async (counter) => {
      io.out(JSON.stringify(await certificateTo(out, counter, day, personTextOf(options, 'reason', 300) ?? cliText.reprintReason)));
      return 0;
    });
  }
  return withReader(options, async (store, clock) => {
    const standing = standingOutage({ dataDir: dataDirOf(options), clock, log: () => undefined });
    const now = clock.now();
    const desk: OutageDesk = {
      store,
      office: readOfficeData(store, now.slice(0, 10)),
      now,
      ...(standing === null ? {} : { standing }),
    };
    io.out(JSON.stringify(day === undefined ? { days: outageDays(desk) } : await outageDay(desk, day)));
    return 0;
  });
}

/** A paper that cannot be handed over must not be archived. Throws the system's error. */
async function certificateTo(out: string, { store, office, author, clock }: OpenCounter, day: string, reason: string) {
  accessSync(existsSync(out) ? out : dirname(out), constants.W_OK);
  const paper = lazyPaper();
  try {
    const person = { personId: author().actorId, fullName: '' };
    const { data, pdf } = await archiveCertificate({ store, office, now: clock.now(), person }, paper, day, reason);
    writeFileSync(out, pdf.bytes);
    return { date: data.date, copyNo: data.copyNo, sha256: pdf.sha256, pageCount: pdf.pageCount, out };
  } finally {
    await paper.close();
  }
}
