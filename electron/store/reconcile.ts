/**
 * At every start the heads of log and store are compared and the shorter side is filled from the longer. An act that is in the log only was written there by a
 * command that got no answer: it is completed, and the clerk's repeated command finds it. An act in the store only lost its frame to the disk.
 */
import type { Act } from '#shared/journal/act.ts';
import { NO_PREV, type Head } from '#shared/journal/chain.ts';
import { decodeActs, encodeActs } from '../journal/frame-acts.ts';
import { bodyFits, headOfLinked, withLink, type LinkedAct } from '../journal/link.ts';
import type { JournalLog } from '../journal/log.ts';
import type { FramePlace, LogEnd, LogFrame, LogReader } from '../journal/read-log.ts';
import { applyActs } from './apply-acts.ts';
import { actsPerFrame, bytesPerFrame } from './batches.ts';
import type { Connection } from './connection.ts';
import { StoreFault } from './fault.ts';
import { readMark, writeMark } from './log-mark.ts';
import { actOf, linkOf, type ActRow } from './queries/acts.ts';

/** Last link per journal. */
type Heads = Map<string, Head>;

export type LogReading = {
  readonly end: LogEnd;
  readonly completed: number;
  /** Heads of the log where it was read from its beginning; `undefined` when the store's mark showed it to be no shorter than the store. */
  readonly logHeads: Heads | undefined;
};

/** Reads what the store may lack and applies it, one transaction per frame. Throws `journal-heads-differ` when the two tell different stories. */
export function completeFromLog(connection: Connection, reader: LogReader): LogReading {
  const mark = fittingMark(connection, reader);
  const storeHeads = headsOf(connection);
  const logHeads: Heads = new Map();
  let completed = 0;
  const end = reader.each(
    (frame) => {
      const acts = actsOf(frame);
      for (const linked of acts) follow(logHeads, linked);
      completed += applyMissing(connection, storeHeads, reader, frame, acts);
    },
    mark === undefined ? undefined : { index: mark.index + 1, offset: mark.end },
  );
  return { end, completed, logHeads: mark === undefined ? logHeads : undefined };
}

/** Appends what the log lacks. Answers how many acts. */
export function completeLog(connection: Connection, log: JournalLog, logHeads: ReadonlyMap<string, Head>): number {
  let completed = 0;
  let place: FramePlace | undefined;
  for (const acts of missingInLog(connection, logHeads)) {
    place = log.append(encodeActs(acts));
    completed += acts.length;
  }
  const last = place;
  if (last !== undefined) connection.db.transaction(() => { writeMark(connection, log.logId, last); }).immediate();
  return completed;
}

/** The mark, when the log still has that very frame and it ends with the store's last act. */
function fittingMark(connection: Connection, reader: LogReader): FramePlace | undefined {
  const mark = readMark(connection);
  if (mark === undefined || mark.logId !== reader.header.logId.toString('hex')) return undefined;
  const frame = reader.frameAt(mark);
  const last = frame === undefined ? undefined : actsOf(frame).at(-1);
  if (last === undefined) return undefined;
  const { journalId, seq } = last.act.link;
  const newest = connection.sql<{ link_hash: string }>('SELECT link_hash FROM act WHERE n = (SELECT max(n) FROM act)').get();
  return newest?.link_hash === last.linkHash && headsOf(connection).get(journalId)?.seq === seq ? mark : undefined;
}

function actsOf(frame: LogFrame): readonly LinkedAct[] {
  try {
    return decodeActs(frame.plaintext).map((act) => withLink(act));
  } catch (error) {
    throw new StoreFault('journal-log-damaged', { frame: frame.index, offset: frame.offset, why: 'content' }, { cause: error });
  }
}

function follow(heads: Heads, linked: LinkedAct): void {
  const { journalId, seq } = linked.act.link;
  const before = heads.get(journalId);
  if (seq <= (before?.seq ?? 0)) return;
  if (!continues(before, linked.act)) throw headsDiffer(linked.act, 'log-chain');
  heads.set(journalId, headOfLinked(linked));
}

function applyMissing(connection: Connection, heads: Heads, { header }: LogReader, frame: FramePlace, acts: readonly LinkedAct[]): number {
  const missing = acts.filter((linked) => isMissing(connection, heads, linked));
  if (missing.length === 0) return 0;
  connection.db.transaction(() => {
    applyActs(connection, missing);
    writeMark(connection, header.logId, frame);
  }).immediate();
  return missing.length;
}

function isMissing(connection: Connection, heads: Heads, linked: LinkedAct): boolean {
  const { act, linkHash } = linked;
  const { journalId, seq } = act.link;
  const head = heads.get(journalId);
  if (seq <= (head?.seq ?? 0)) {
    const held = connection.sql<{ link_hash: string }>('SELECT link_hash FROM act WHERE journal_id = ? AND seq = ?').get(journalId, seq);
    if (held?.link_hash !== linkHash) throw headsDiffer(act, 'other-hash');
    return false;
  }
  if (!continues(head, act) || !bodyFits(linked)) throw headsDiffer(act, 'store-chain');
  heads.set(journalId, headOfLinked(linked));
  return true;
}

function continues(head: Head | undefined, { link }: Act): boolean {
  return link.seq === (head?.seq ?? 0) + 1 && link.prev === (head?.linkHash ?? NO_PREV);
}

function headsDiffer({ link }: Act, why: string): StoreFault {
  return new StoreFault('journal-heads-differ', { journalId: link.journalId, seq: link.seq, why });
}

/** The store's acts behind the log's heads, in the order they came, in frames. */
function* missingInLog({ sql }: Connection, logHeads: ReadonlyMap<string, Head>): Generator<readonly LinkedAct[]> {
  let batch: LinkedAct[] = [];
  let bytes = 0;
  const rows = sql<ActRow>('SELECT journal_id, seq, body, body_hash, prev, NULL AS epoch, NULL AS position FROM act ORDER BY n').all();
  for (const row of rows) {
    if (row.seq <= (logHeads.get(row.journal_id)?.seq ?? 0)) continue;
    batch.push(withLink({ body: actOf(row).body, link: linkOf(row) }, row.body));
    bytes += row.body.length;
    if (batch.length < actsPerFrame && bytes < bytesPerFrame) continue;
    yield batch;
    batch = [];
    bytes = 0;
  }
  if (batch.length > 0) yield batch;
}

function headsOf({ sql }: Connection): Heads {
  const rows = sql<{ journal_id: string; seq: number; link_hash: string }>(
    'SELECT journal_id, seq, link_hash FROM act WHERE (journal_id, seq) IN (SELECT journal_id, max(seq) FROM act GROUP BY journal_id)',
  ).all();
  return new Map(rows.map(({ journal_id, seq, link_hash }) => [journal_id, { seq, linkHash: link_hash }]));
}
