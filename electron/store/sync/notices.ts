/** What a person has to know of sync, until somebody says they have read it. */
import type { Connection } from '../connection.ts';

/**
 * `store-restored`: this store was brought back from a backup; `store-copied`: two machines went on from one disk; `server-restored`: the server was brought back;
 * `pack-taken`, `pack-refused`: a pack of the district came.
 */
export type NoticeKind = 'store-restored' | 'store-copied' | 'server-restored' | 'pack-taken' | 'pack-refused';
export type NoticeDetails = Readonly<Record<string, string | number>>;
export type Notice = { readonly no: number; readonly at: string; readonly kind: NoticeKind; readonly details: NoticeDetails };

type Row = { readonly no: number; readonly at: string; readonly kind: string; readonly details: string };

/** Unread ones, oldest first. */
export function unreadNotices({ sql }: Connection): readonly Notice[] {
  return sql<Row>('SELECT no, at, kind, details FROM notice WHERE seen_at IS NULL ORDER BY no')
    .all()
    .map((row) => ({ ...row, kind: row.kind as NoticeKind, details: JSON.parse(row.details) as NoticeDetails }));
}

/** Told once: the same again, read or not, is no news. Inside the caller's transaction. */
export function addNotice({ sql }: Connection, at: string, kind: NoticeKind, details: NoticeDetails): void {
  const text = JSON.stringify(details);
  if (sql('SELECT 1 FROM notice WHERE kind = ? AND details = ?').get(kind, text) === undefined)
    sql('INSERT INTO notice (at, kind, details) VALUES (?, ?, ?)').run(at, kind, text);
}

export function noticeSeen({ sql }: Connection, no: number, at: string): void {
  sql('UPDATE notice SET seen_at = ? WHERE no = ? AND seen_at IS NULL').run(at, no);
}
