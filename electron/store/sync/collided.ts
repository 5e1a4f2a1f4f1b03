/** Acts of this counter whose id the server knows as another act's: it keeps their bytes at a place without an id, and counts the other (docs/sync-protocol.md §5, 6). */
import type { Connection } from '../connection.ts';

export type CollidedAct = { readonly actId: string; readonly dossierId: string | null };

/**
 * Of those that wait in the outbox: nothing will ever confirm them. Our own software makes no two bodies for one id; other software, or somebody's hand, may have.
 * What came without an id is rare, and few acts wait, so both are looked through.
 */
export function collidedActs({ sql }: Connection): readonly CollidedAct[] {
  return sql<CollidedAct>(
    `SELECT act.id AS actId, act.dossier_id AS dossierId FROM odd_act CROSS JOIN outbox CROSS JOIN act ON act.n = outbox.n
     WHERE act.body_hash = json_extract(odd_act.link, '$.bodyHash') GROUP BY act.n ORDER BY act.n`,
  ).all();
}
