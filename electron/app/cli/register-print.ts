import { writeFileSync } from 'node:fs';
import { readOfficeData } from '../service/office-data.ts';
import { registerParts } from '../service/dossier-register.ts';
import { registerRows } from '../service/register-rows.ts';
import { dataOptions, lazyPaper, withReader } from './open.ts';
import { optionsOf, UsageError } from './options.ts';
import type { CliIo } from './run.ts';

/** Writes a volume of the register to `--out FILE.pdf` (`FILE-2.pdf`, … for further parts). Reads only: works beside the open app. stdout: a line a part. */
export async function registerPrint(argv: readonly string[], io: CliIo): Promise<number> {
  const options = optionsOf(argv, [...dataOptions, 'year', 'volume', 'out']);
  const [volume, out, year] = [options.needed('volume'), options.needed('out'), Number(options.needed('year'))];
  if (!Number.isInteger(year)) throw new UsageError('option-missing', { option: '--year' });
  return withReader(options, async (reader, clock) => {
    const now = clock.now();
    const office = readOfficeData(reader, now.slice(0, 10));
    const paper = lazyPaper();
    try {
      const rows = await registerRows(reader, office, { year, volume });
      let part = 0;
      for await (const rendered of registerParts(paper, office, { volume: { year, volume }, rows, now })) {
        part += 1;
        const file = part === 1 ? out : out.replace(/(\.pdf)?$/u, `-${String(part)}.pdf`);
        writeFileSync(file, rendered.bytes);
        io.out(JSON.stringify({ year, volume, part, rows: rendered.rows, of: rows.length, pages: rendered.pageCount, out: file }));
      }
      return 0;
    } finally {
      await paper.close();
    }
  });
}
