/** The writer's turn: one command, one log frame, one transaction. Synchronous, so that nothing comes between reading a number and using it. */
import type { Database } from 'better-sqlite3';
import type { Act, ActBody } from '#shared/journal/act.ts';
import type { Head } from '#shared/journal/chain.ts';
import { encodeActs } from '../journal/frame-acts.ts';
import { headOfLinked, linkBody, type LinkedAct } from '../journal/link.ts';
import { asDiskFull, type JournalLog } from '../journal/log.ts';
import type { FramePlace } from '../journal/read-log.ts';
import { applyActs } from './apply-acts.ts';
import type { Connection } from './connection.ts';
import { isStoreFault, StoreFault } from './fault.ts';
import { actsBetweenMarks, writeMark } from './log-mark.ts';
import type { StoreHooks, StoreReader } from './store.ts';

type Build = (reader: StoreReader) => readonly ActBody[];
type Extra = (db: Database) => void;

export type Writer = {
  commitWith(build: Build, extra?: Extra): readonly Act[];
  /** One transaction without acts. */
  writeLocal<T>(change: () => T): T;
  /** Marks the end of the log, so that the next start reads nothing. For a clean end; without it the next start reads a few frames. */
  markEnd(): void;
};

export function writerOf(connection: Connection, log: JournalLog, reader: StoreReader, hooks: StoreHooks = {}): Writer {
  const { db } = connection;
  const { journalId } = reader.identity;
  let head: Head | null = reader.acts.head(journalId) ?? null;
  // Set when nobody can say whether the last command was kept. Only a new start, which compares log and store, can.
  let unsure: unknown;
  let lastPlace: FramePlace | undefined;
  let actsSinceMark = 0;

  const commitWith = (build: Build, extra?: Extra): readonly Act[] => {
    refuseWhenUnsure();
    db.exec('BEGIN IMMEDIATE');
    const turn = attempt(() => prepare(build, extra));
    if (turn.linked.length === 0) {
      db.exec('ROLLBACK');
      return turn.acts;
    }
    const place = attempt(() => log.append(encodeActs(turn.linked)));
    conclude(place, turn.linked.length);
    lastPlace = place;
    head = headOfLinked(turn.linked.at(-1) as LinkedAct);
    return turn.acts;
  };

  const prepare = (build: Build, extra?: Extra): { readonly acts: readonly Act[]; readonly linked: readonly LinkedAct[] } => {
    const bodies = build(reader);
    const made = new Map<string, Act>();
    const linked: LinkedAct[] = [];
    for (const body of bodies) {
      const held = made.get(body.id) ?? reader.acts.find(body.id);
      if (held !== undefined) {
        refuseReuse(held, body);
        made.set(body.id, { body: held.body, link: held.link });
        continue;
      }
      const next = linkBody(linked.length === 0 ? head : headOfLinked(linked.at(-1) as LinkedAct), journalId, body);
      linked.push(next);
      made.set(body.id, next.act);
    }
    if (linked.length > 0) {
      applyActs(connection, linked);
      extra?.(db);
      hooks.insideTransaction?.();
    }
    return { acts: bodies.flatMap(({ id }) => made.get(id) ?? []), linked };
  };

  /** Anything that goes wrong before the log has the frame leaves nothing behind. */
  const attempt = <T>(work: () => T): T => {
    try {
      return work();
    } catch (error) {
      rollBack(error);
      if (isStoreFault(error, 'store-needs-reopening')) unsure = error;
      throw asDiskFull(error);
    }
  };

  /** The log has the frame. A disk that is full now takes it back; after any other failure only a new start knows what was kept. */
  const conclude = (place: FramePlace, acts: number): void => {
    try {
      hooks.afterLogSync?.();
      const isDue = actsSinceMark + acts >= actsBetweenMarks;
      if (isDue) writeMark(connection, log.logId, place);
      db.exec('COMMIT');
      actsSinceMark = isDue ? 0 : actsSinceMark + acts;
    } catch (error) {
      const cause = asDiskFull(error);
      rollBack(error);
      if (isStoreFault(cause, 'disk-full')) {
        takeBack(place);
        throw cause;
      }
      unsure = error;
      throw new StoreFault('store-needs-reopening', { part: 'store' }, { cause: error });
    }
  };

  const takeBack = (place: FramePlace): void => {
    try {
      log.takeBack(place);
    } catch (error) {
      unsure = error;
      throw error;
    }
  };

  const rollBack = (cause: unknown): void => {
    if (!db.inTransaction) return;
    try {
      db.exec('ROLLBACK');
    } catch (error) {
      unsure = error;
      throw new StoreFault('store-needs-reopening', { part: 'store' }, { cause });
    }
  };

  const refuseWhenUnsure = (): void => {
    if (unsure !== undefined) throw new StoreFault('store-needs-reopening', { part: 'store' }, { cause: unsure });
  };

  return {
    commitWith,
    markEnd: () => {
      if (unsure !== undefined || lastPlace === undefined) return;
      try {
        writeMark(connection, log.logId, lastPlace);
      } catch (error) {
        // Closing must work on a full disk; without the mark the next start reads a few frames more.
        if (!isStoreFault(asDiskFull(error), 'disk-full')) throw error;
      }
    },
    writeLocal: (change) => {
      refuseWhenUnsure();
      if (db.inTransaction) return change();
      db.exec('BEGIN IMMEDIATE');
      return attempt(() => {
        const result = change();
        db.exec('COMMIT');
        return result;
      });
    },
  };
}

function refuseReuse(held: Act, { id, kind }: ActBody): void {
  if (held.body.kind !== kind) throw new StoreFault('act-id-reused', { actId: id });
}
