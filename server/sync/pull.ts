import type * as z from 'zod';
import type { PullAnswer, PullInput } from '#shared/contract/upstream/values.ts';
import type { Cursor, Page } from '#shared/sync/page.ts';
import { statementBytes } from '#shared/sync/statement.ts';
import { signWith } from '../auth/ed25519.ts';
import type { Ports } from '../ports.ts';
import { actsAfter, lastPositionUntil, type PlacedRow } from '../store/acts.ts';
import { getKey } from '../store/keys.ts';
import type { Caller } from './caller.ts';

/** An answer stays below 4 MiB unpacked, one act excepted: quotes double in JSON, so bodies are counted twice. */
const MAX_PAGE_BYTES = 2_000_000;

/** Acts after the cursor in the agency's order, signed. Positions are committed in order, so what is read has no gap. */
export async function pull(
  { db }: Pick<Ports, 'db'>,
  caller: Pick<Caller, 'agencyCode' | 'epoch'>,
  { cursor, limit }: z.infer<typeof PullInput>,
): Promise<z.infer<typeof PullAnswer>> {
  const after = await positionOf(db, caller, cursor);
  const found = await actsAfter(db, caller.agencyCode, after, limit + 1);
  const rows = withinBytes(found.slice(0, limit));
  const last = rows.at(-1);
  const page: Page = {
    agencyCode: caller.agencyCode,
    epoch: caller.epoch,
    after: cursor,
    to: last === undefined ? cursor : { epoch: last.epoch, position: last.position },
    entries: rows.map(({ epoch, position, actId, linkHash, act }) => ({ epoch, position, actId, bodyHash: act.link.bodyHash, linkHash })),
  };
  const key = await getKey(db, 'page');
  return {
    page,
    keyId: key.keyId,
    signature: signWith(key.privateKey)(statementBytes('page', page)),
    acts: rows.map(({ act }) => act),
    more: rows.length < found.length,
  };
}

/** A cursor may have seen more of its epoch than a restored server holds: the next epoch begins lower. */
async function positionOf(
  db: Ports['db'],
  { agencyCode, epoch }: Pick<Caller, 'agencyCode' | 'epoch'>,
  cursor: Cursor | null,
): Promise<number> {
  if (cursor === null) return 0;
  return cursor.epoch === epoch ? cursor.position : Math.min(cursor.position, await lastPositionUntil(db, agencyCode, cursor.epoch));
}

function withinBytes(rows: readonly PlacedRow[]): readonly PlacedRow[] {
  let bytes = 0;
  const over = rows.findIndex(({ act }, index) => {
    bytes += act.body.length;
    return index > 0 && bytes > MAX_PAGE_BYTES;
  });
  return over === -1 ? rows : rows.slice(0, over);
}
