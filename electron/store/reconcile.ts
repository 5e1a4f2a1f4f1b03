/**
 * At every start the heads of log and store are compared and the shorter side is filled from the longer. An act that is in the log only was written there by a
 * command that got no answer: it is completed, and the clerk's repeated command finds it. An act in the store only lost its frame to the disk.
 */
import type { Act } from '#shared/journal/act.ts';
import { NO_PREV, type Head } from '#shared/journal/chain.ts';
import { decodeActs, encodeActs } from '../journal/frame-acts.ts';
import { bodyFits, headOfLinked, withLink, type LinkedAct } from '../journal/link.ts';
import { asDiskFull, type JournalLog } from '../journal/log.ts';
import type { FramePlace, LogEnd, LogFrame, LogReader } from '../journal/read-log.ts';
import { applyActs, linkAgain } from './apply-acts.ts';
import { actsPerFrame, bytesPerFrame } from './batches.ts';
import type { Connection } from './connection.ts';
import { isStoreFault, StoreFault } from './fault.ts';
import { beginsLife, goOnInLife } from './life-in-log.ts';
import { actsBetweenMarks, readMark, writeMark } from './log-mark.ts';
import { actQueries } from './queries/acts.ts';

/** Last link per journal. */
type Heads = Map<string, Head>;

export type LogReading = {
  readonly end: LogEnd;
  readonly completed: number;
  /** Up to where the log holds each journal. */
  readonly logHeads: Heads;
};

/** Reads what the store may lack and applies it, one transaction per frame. Throws `journal-heads-differ` when the two tell different stories. */
export function completeFromLog(connection: Connection, reader: LogReader): LogReading {
  const start = fittingMark(connection, reader);
  const storeHeads = headsOf(connection);
  const logHeads: Heads = start === undefined ? beginningOf(connection, reader, storeHeads) : headsAt(start.last, storeHeads);
  let completed = 0;
  let read = 0;
  let last: MarkedStart | undefined;
  const end = reader.each(
    (frame) => {
      const acts = actsOf(frame);
      for (const linked of acts) follow(logHeads, linked);
      completed += applyMissing(connection, storeHeads, acts);
      read += acts.length;
      const linked = acts.at(-1);
      if (linked !== undefined) last = { place: { index: frame.index, offset: frame.offset, end: frame.end }, last: linked };
    },
    start === undefined ? undefined : { index: start.place.index + 1, offset: start.place.end },
  );
  if (last !== undefined && read >= actsBetweenMarks && isEndOf(logHeads, storeHeads, last)) markRead(connection, reader, last.place);
  return { end, completed, logHeads };
}

/** Appends what the log lacks, and marks its end. Answers how many acts. */
export function completeLog(connection: Connection, log: JournalLog, logHeads: ReadonlyMap<string, Head>): number {
  let completed = 0;
  let last: FramePlace | undefined;
  for (const acts of missingInLog(connection, logHeads)) {
    last = log.append(encodeActs(acts));
    completed += acts.length;
  }
  if (last !== undefined) writeMark(connection, log.logId, last);
  return completed;
}

type MarkedStart = { readonly place: FramePlace; readonly last: LinkedAct };

/** The mark, when the log still has that very frame and the store its last act. */
function fittingMark(connection: Connection, reader: LogReader): MarkedStart | undefined {
  const mark = readMark(connection);
  if (mark === undefined || mark.logId !== reader.header.logId.toString('hex')) return undefined;
  const frame = reader.frameAt(mark);
  const last = frame === undefined ? undefined : actsOf(frame).at(-1);
  if (last === undefined || linkHashAt(connection, last.act) !== last.linkHash) return undefined;
  return { place: mark, last };
}

/** Whether log and store are at one place in every journal, and `last` is the end of its own. */
function isEndOf(logHeads: Heads, storeHeads: Heads, { last }: MarkedStart): boolean {
  const { journalId } = last.act.link;
  const isWhole = [...storeHeads].every(([each, { linkHash }]) => logHeads.get(each)?.linkHash === linkHash);
  return isWhole && logHeads.get(journalId)?.linkHash === last.linkHash;
}

/** A counter that is switched off at the wall each evening never ends in order, and few acts a day never move the mark: every start would read more than the one before. */
function markRead(connection: Connection, { header }: LogReader, place: FramePlace): void {
  try {
    writeMark(connection, header.logId, place);
  } catch (error) {
    // Opening must work on a full disk; the next start reads as much again.
    if (!isStoreFault(asDiskFull(error), 'disk-full')) throw error;
  }
}

/**
 * Where the log begins: with nothing, or behind what was cut off it. Throws `journal-log-begins-later` when the store does not reach up to there: what lies between is in a
 * newer backup only.
 */
function beginningOf(connection: Connection, { begins }: LogReader, storeHeads: Heads): Heads {
  for (const { journalId, seq, linkHash } of begins) {
    if ((storeHeads.get(journalId)?.seq ?? 0) < seq) throw new StoreFault('journal-log-begins-later', { journalId, seq });
    const held = actQueries(connection).at(journalId, seq);
    if (held === undefined || withLink(held).linkHash !== linkHash)
      throw new StoreFault('journal-heads-differ', { journalId, seq, why: 'beginning' });
  }
  return new Map(begins.map(({ journalId, seq, linkHash }) => [journalId, { seq, linkHash }]));
}

/** A mark is made of the live journal; the others are closed and were whole before it. */
function headsAt(last: LinkedAct, storeHeads: Heads): Heads {
  return new Map([...storeHeads, [last.act.link.journalId, headOfLinked(last)]]);
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

function applyMissing(connection: Connection, heads: Heads, acts: readonly LinkedAct[]): number {
  const missing = acts.filter((linked) => isMissing(connection, heads, linked));
  if (missing.length > 0)
    connection.db
      .transaction(() => {
        applyOrLink(connection, missing);
      })
      .immediate();
  return missing.length;
}

/** An act that is held is in the log a second time because it was linked again. */
function applyOrLink(connection: Connection, missing: readonly LinkedAct[]): void {
  const held = new Set(missing.filter(({ act }) => actQueries(connection).find(act.body.id) !== undefined));
  for (const acts of upToEachLife(missing.filter((linked) => !held.has(linked)))) {
    applyActs(connection, acts);
    const last = acts.at(-1);
    if (last !== undefined && beginsLife(last)) goOnInLife(connection, last);
  }
  for (const linked of held) linkAgain(connection, linked);
}

/** A frame of a log that was made anew holds acts of several lives; what the next one's numbers begin above is known of those before it. */
function* upToEachLife(acts: readonly LinkedAct[]): Generator<readonly LinkedAct[]> {
  let run: LinkedAct[] = [];
  for (const linked of acts) {
    run.push(linked);
    if (!beginsLife(linked)) continue;
    yield run;
    run = [];
  }
  yield run;
}

function isMissing(connection: Connection, heads: Heads, linked: LinkedAct): boolean {
  const { act, linkHash } = linked;
  const { journalId, seq } = act.link;
  const head = heads.get(journalId);
  if (seq <= (head?.seq ?? 0)) {
    if (linkHashAt(connection, act) !== linkHash) throw headsDiffer(act, 'other-hash');
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

function linkHashAt(connection: Connection, { link }: Act): string | undefined {
  const held = actQueries(connection).at(link.journalId, link.seq);
  return held === undefined ? undefined : withLink(held).linkHash;
}

/** The store's acts behind the log's heads, journal by journal, in frames. */
export function* missingInLog(connection: Connection, logHeads: ReadonlyMap<string, Head>): Generator<readonly LinkedAct[]> {
  let batch: LinkedAct[] = [];
  let bytes = 0;
  for (const { journalId, seq: last } of actQueries(connection).heads()) {
    for (let seq = (logHeads.get(journalId)?.seq ?? 0) + 1; seq <= last; seq += 1) {
      const act = actQueries(connection).at(journalId, seq);
      if (act === undefined) throw new StoreFault('store-damaged', { part: 'journal' });
      const linked = withLink({ body: act.body, link: act.link });
      batch.push(linked);
      bytes += linked.bytes.length;
      if (batch.length < actsPerFrame && bytes < bytesPerFrame) continue;
      yield batch;
      batch = [];
      bytes = 0;
    }
  }
  if (batch.length > 0) yield batch;
}

function headsOf(connection: Connection): Heads {
  return new Map(
    actQueries(connection)
      .heads()
      .map(({ journalId, seq, linkHash }) => [journalId, { seq, linkHash }]),
  );
}
