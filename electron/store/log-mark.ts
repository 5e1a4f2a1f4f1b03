/**
 * A place in the log up to which the store is known to hold everything, so that a start reads the log's tail and not all of it. Moved now and then and at a clean
 * end: to move it with every command would cost a page each time, to read a few hundred acts at a start costs nothing.
 */
import type { FramePlace } from '../journal/read-log.ts';
import type { Connection } from './connection.ts';

/** So many acts at most, and one more transaction, lie behind the mark while the store is open. */
export const actsBetweenMarks = 256;

export type LogMark = FramePlace & { readonly logId: string };

export function readMark({ sql }: Connection): LogMark | undefined {
  return sql<LogMark>('SELECT log_id AS logId, frame_index AS "index", frame_offset AS offset, frame_end AS "end" FROM log_mark').get();
}

export function writeMark({ sql }: Connection, logId: Buffer, { index, offset, end }: FramePlace): void {
  sql('INSERT OR REPLACE INTO log_mark (one, log_id, frame_index, frame_offset, frame_end) VALUES (1, ?, ?, ?, ?)').run(
    logId.toString('hex'),
    index,
    offset,
    end,
  );
}
