/** The writer's turn: one command, one log frame, one transaction. Synchronous, so that nothing comes between reading a number and using it. */
import type { Database } from 'better-sqlite3';
import type { Act, ActBody } from '#shared/journal/act.ts';
import type { Head } from '#shared/journal/chain.ts';
import { encodeActs } from '../journal/frame-acts.ts';
import { headOfLinked, linkBody, type LinkedAct } from '../journal/link.ts';
import { asDiskFull, type JournalLog } from '../journal/log.ts';
import type { FramePlace } from '../journal/read-log.ts';
import { applyActs, linkAgain } from './apply-acts.ts';
import type { Connection } from './connection.ts';
import { isStoreFault, StoreFault } from './fault.ts';
import { actsBetweenMarks, writeMark } from './log-mark.ts';
import type { StoreHooks, StoreReader } from './store.ts';

type Build = (reader: StoreReader) => readonly ActBody[];
type Extra = (db: Database) => void;
type Turn = { readonly acts: readonly Act[]; readonly linked: readonly LinkedAct[] };
/** The journal everything goes to, and where it stands. */
type Live = { readonly journalId: string; readonly head: Head | null };

export type Writer = {
  commitWith(build: Build, extra?: Extra): readonly Act[];
  /** Makes `body`, a `journal.opened`, the first act of the new live journal `journalId`; everything after goes there. `extra` runs in the same transaction. */
  openJournal(journalId: string, body: ActBody, extra: Extra): void;
  /** Links acts that are held already on the live journal: same ids, same bytes. Durable as a commit is. */
  linkAgain(choose: () => readonly ActBody[]): number;
  /** One transaction without acts. */
  writeLocal<T>(change: () => T): T;
  /** Marks the end of the log, so that the next start reads nothing. For a clean end; without it the next start reads a few frames. */
  markEnd(): void;
};

export function writerOf(connection: Connection, log: JournalLog, reader: StoreReader, hooks: StoreHooks = {}): Writer {
  const { db } = connection;
  let live: Live = { journalId: reader.identity.journalId, head: reader.acts.head(reader.identity.journalId) ?? null };
  // Set when nobody can say whether the last command was kept. Only a new start, which compares log and store, can.
  let unsure: unknown;
  let lastPlace: (FramePlace & { readonly logId: Buffer }) | undefined;
  let actsSinceMark = 0;

  const commitWith = (build: Build, extra?: Extra): readonly Act[] => takeTurn(() => prepare(build, extra));

  const takeTurn = (prepareTurn: () => Turn): readonly Act[] => {
    refuseWhenUnsure();
    db.exec('BEGIN IMMEDIATE');
    const turn = attempt(prepareTurn);
    if (turn.linked.length === 0) {
      db.exec('ROLLBACK');
      return turn.acts;
    }
    const place = attempt(() => log.append(encodeActs(turn.linked)));
    conclude(place, turn.linked.length);
    lastPlace = { ...place, logId: log.logId };
    live = { ...live, head: headOfLinked(turn.linked.at(-1) as LinkedAct) };
    return turn.acts;
  };

  const prepareAgain = (choose: () => readonly ActBody[]): Turn => {
    const linked: LinkedAct[] = [];
    for (const body of choose()) linked.push(linkBody(headAfter(linked), live.journalId, body));
    for (const one of linked) linkAgain(connection, one);
    return { acts: linked.map(({ act }) => act), linked };
  };

  const headAfter = (linked: readonly LinkedAct[]): Head | null =>
    linked.length === 0 ? live.head : headOfLinked(linked.at(-1) as LinkedAct);

  const prepare = (build: Build, extra?: Extra): Turn => {
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
      const next = linkBody(headAfter(linked), live.journalId, body);
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
    openJournal: (journalId, body, extra) => {
      const before = live;
      live = { journalId, head: null };
      try {
        commitWith(() => [body], extra);
      } catch (error) {
        live = before;
        throw error;
      }
    },
    linkAgain: (choose) => takeTurn(() => prepareAgain(choose)).length,
    markEnd: () => {
      if (unsure !== undefined || lastPlace === undefined) return;
      try {
        // A place in a log that was cut since is of another id and is not looked for.
        writeMark(connection, lastPlace.logId, lastPlace);
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
