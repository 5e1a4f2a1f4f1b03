import * as z from 'zod';
import { listMoment } from '../service/moment.ts';
import { readOfficeData } from '../service/office-data.ts';
import { dataOptions, withReader } from './open.ts';
import { optionsOf } from './options.ts';
import type { CliIo } from './run.ts';

/** All a counter can hold: whoever asks without a screen wants the whole answer. */
const mostRows = 1_000_000;
const Limit = z.coerce.number().int().min(1).max(mostRows).default(mostRows);

/** stdout: an array of the dossiers that match any part of name, number, phone, procedure or code, best first. */
export async function search(argv: readonly string[], io: CliIo): Promise<number> {
  const options = optionsOf(argv, [...dataOptions, 'limit']);
  const limit = Limit.parse(options.text('limit'));
  return withReader(options, (reader, clock) => {
    const now = clock.now();
    const moment = listMoment(readOfficeData(reader, now.slice(0, 10)), now);
    const { rows } = reader.dossiers.list({ ...moment, tab: 'all', text: options.positionals.join(' '), limit, offset: 0 });
    io.out(
      JSON.stringify(
        rows.map(({ dossierCode, applicantName, procedureCode, procedureName, status, receivedAt, dueAt, resolvedAt, returnedAt }) => ({
          dossierCode,
          applicantName,
          procedureCode,
          procedureName,
          status,
          receivedAt,
          dueAt,
          resolvedAt,
          returnedAt,
        })),
      ),
    );
    return 0;
  });
}
