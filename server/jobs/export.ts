import { actsAfter } from '../store/acts.ts';
import type { Db } from '../store/database.ts';
import { writeLines } from './lines.ts';

const AT_ONCE = 500;

/** Every act of an agency in its order as it came, `{epoch, position, act: {body, link}}`, zstd JSON lines with a digest. Gives their number. */
export async function exportAgency({ db }: { readonly db: Db }, agencyCode: string, file: string): Promise<number> {
  async function* acts(): AsyncGenerator<object> {
    for (let position = 0; ;) {
      const rows = await actsAfter(db, agencyCode, position, AT_ONCE);
      for (const { epoch, position: at, act } of rows) yield { epoch, position: at, act };
      const last = rows.at(-1);
      if (last === undefined) return;
      position = last.position;
    }
  }
  return writeLines(file, acts());
}
