/** Where in which log the store's last transaction lies, so that a start reads the log's tail and not all of it. */
import type { FramePlace } from '../journal/read-log.ts';
import type { Connection } from './connection.ts';

export type LogMark = FramePlace & { readonly logId: string };

export function readMark({ sql }: Connection): LogMark | undefined {
  return sql<LogMark>('SELECT log_id AS logId, frame_index AS "index", frame_offset AS offset, frame_end AS "end" FROM log_mark').get();
}

export function writeMark({ sql }: Connection, logId: Buffer, { index, offset, end }: FramePlace): void {
  sql('INSERT OR REPLACE INTO log_mark (one, log_id, frame_index, frame_offset, frame_end) VALUES (1, ?, ?, ?, ?)').run(logId.toString('hex'), index, offset, end);
}
