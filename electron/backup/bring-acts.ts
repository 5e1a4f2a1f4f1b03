/**
 * Acts from wherever they still are, brought into a store under repair. Those that follow what it holds are applied as they were linked; one behind a gap is kept apart
 * and linked again on the new journal: same id, same bytes, one effect.
 */
import type { Act, ActBody } from '#shared/journal/act.ts';
import { NO_PREV } from '#shared/journal/chain.ts';
import { decodeActs } from '../journal/frame-acts.ts';
import { bodyFits, headOfLinked, withLink, type LinkedAct } from '../journal/link.ts';
import { openLogReader, type LogReader } from '../journal/read-log.ts';
import { applyActs, linkAgain } from '../store/apply-acts.ts';
import { sqliteCode } from '../store/cipher.ts';
import type { Connection } from '../store/connection.ts';
import { isStoreFault } from '../store/fault.ts';
import { actQueries } from '../store/queries/acts.ts';
import { ownJournals, runAfter } from '../store/sync/own-journals.ts';

/** How a log was found. `none`: nothing of it could be read. */
export type LogFound = {
  readonly state: 'whole' | 'damaged' | 'missing' | 'none';
  readonly frames: number;
  readonly broken: number;
  readonly tornBytes: number;
  /** A log that was cut begins behind what the store holds. */
  readonly beginsLater: boolean;
};

export type Bringing = {
  /** Acts applied so far. */
  readonly applied: () => number;
  /** Acts known that nothing held leads up to, in their order. */
  readonly left: () => readonly LinkedAct[];
  take(acts: readonly LinkedAct[]): void;
};

export function bringingInto(connection: Connection): Bringing {
  const heads = new Map(
    actQueries(connection)
      .heads()
      .map(({ journalId, seq, linkHash }) => [journalId, { seq, linkHash }]),
  );
  const left = new Map<string, LinkedAct>();
  let applied = 0;

  const follows = ({ act: { link } }: LinkedAct): boolean => {
    const head = heads.get(link.journalId);
    return link.seq === (head?.seq ?? 0) + 1 && link.prev === (head?.linkHash ?? NO_PREV);
  };
  const apply = (linked: LinkedAct): void => {
    if (isHeld(connection, linked)) linkAgain(connection, linked);
    else {
      applyActs(connection, [linked]);
      applied += 1;
    }
    heads.set(linked.act.link.journalId, headOfLinked(linked));
    left.delete(keyOf(linked));
  };
  /** What was left may follow now. */
  const takeLeft = (): void => {
    for (let moved = true; moved;) {
      moved = false;
      for (const linked of left.values()) {
        if (!follows(linked)) continue;
        apply(linked);
        moved = true;
      }
    }
  };
  return {
    applied: () => applied,
    left: () => [...left.values()].filter((linked) => !isHeld(connection, linked)),
    take: (acts) => {
      connection.db
        .transaction(() => {
          for (const linked of acts) {
            if (!bodyFits(linked)) continue;
            if (follows(linked)) apply(linked);
            else if (linked.act.link.seq > (heads.get(linked.act.link.journalId)?.seq ?? 0) || !isHeld(connection, linked))
              left.set(keyOf(linked), linked);
          }
          if (left.size > 0) takeLeft();
        })
        .immediate();
    },
  };
}

/** Every act a log still gives, whole or damaged. `logId` (hex) helps where its header is the damage. */
export function bringFromLog(bringing: Bringing, path: string, key: Uint8Array, logId: string | undefined): LogFound {
  const nothing = { frames: 0, broken: 0, tornBytes: 0, beginsLater: false };
  let reader: LogReader;
  try {
    reader = openLogReader(path, key, logId === undefined ? undefined : Buffer.from(logId, 'hex'));
  } catch (error) {
    if (isStoreFault(error, 'journal-log-missing')) return { state: 'missing', ...nothing };
    if (isStoreFault(error, 'journal-log-damaged')) return { state: 'none', ...nothing };
    throw error;
  }
  try {
    let unreadable = 0;
    const { frames, broken, tornBytes } = reader.salvage(({ plaintext }) => {
      const acts = actsOf(plaintext);
      if (acts === undefined) unreadable += 1;
      else bringing.take(acts);
    });
    const state = broken + unreadable === 0 ? 'whole' : 'damaged';
    return { state, frames, broken: broken + unreadable, tornBytes, beginsLater: bringing.left().length > 0 && reader.begins.length > 0 };
  } finally {
    reader.close();
  }
}

/** Acts a damaged store still gives behind what is held, up to the first page that cannot be read. */
export function bringFromStore(bringing: Bringing, damaged: Connection, held: Connection): void {
  try {
    for (const { journalId } of ownJournals(damaged)) {
      let after = actQueries(held).head(journalId)?.seq ?? 0;
      for (let run = runAfter(damaged, journalId, after); run !== undefined; run = runAfter(damaged, journalId, after)) {
        bringing.take(run.acts.map(({ body, link }) => withLink({ body: JSON.parse(body) as ActBody, link } satisfies Act)));
        after = run.head.seq;
      }
    }
  } catch (error) {
    // A page that cannot be read is why this store is under repair; what came before it is kept.
    if (!isDamage(error)) throw error;
  }
}

export function isDamage(error: unknown): boolean {
  const code = sqliteCode(error);
  return (
    code?.startsWith('SQLITE_CORRUPT') === true ||
    code?.startsWith('SQLITE_IOERR') === true ||
    code === 'SQLITE_NOTADB' ||
    error instanceof SyntaxError
  );
}

function actsOf(plaintext: Buffer): readonly LinkedAct[] | undefined {
  try {
    return decodeActs(plaintext).map((act) => withLink(act));
  } catch {
    // Sealed with our key and yet no acts; counted as damage, its text may quote personal data.
    return undefined;
  }
}

function isHeld(connection: Connection, { act }: LinkedAct): boolean {
  return connection.sql('SELECT 1 FROM act WHERE id = ?').get(act.body.id) !== undefined;
}

const keyOf = ({ act: { link } }: LinkedAct): string => `${link.journalId}/${String(link.seq)}/${link.bodyHash}`;
