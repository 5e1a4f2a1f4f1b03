/** The journal twice: each chain by itself, then against each other. */
import { ActBody } from '#shared/journal/act.ts';
import { bodyBytes } from '#shared/journal/body.ts';
import { canonicalText } from '#shared/journal/canonical.ts';
import { NO_PREV } from '#shared/journal/chain.ts';
import { decodeActs } from '../journal/frame-acts.ts';
import { bodyFits, sha256, withLink, type LinkedAct } from '../journal/link.ts';
import { openLogReader, type LogFrame, type LogReader } from '../journal/read-log.ts';
import type { Connection } from './connection.ts';
import { isStoreFault } from './fault.ts';
import { eachAct, eachRelink, linkOf, type KeptActRow, type RelinkRow } from './queries/acts.ts';
import type { Findings } from './verify-findings.ts';

/** Link hashes of each journal by `seq - 1`. */
type Chains = Map<string, string[]>;
/** Stands for a link before the beginning of a log that was cut. */
const cutOff = '';

export function verifyJournal(connection: Connection, logPath: string, key: Uint8Array, findings: Findings): void {
  const inStore = verifyActs(connection, findings);
  const inLog = verifyLog(logPath, key, findings);
  compare(inStore, inLog, findings);
}

/** Each chain of the store by itself. Links' hashes by journal. */
export function verifyActs(connection: Connection, findings: Findings): Chains {
  const chains: Chains = new Map();
  const again = eachRelink(connection);
  /** Links made again stand between the acts of the journal they were made on. */
  const linksBefore = (n: number): readonly RelinkRow[] =>
    again.splice(0, again.findIndex((link) => link.n > n) === -1 ? again.length : again.findIndex((link) => link.n > n));
  for (const row of eachAct(connection)) {
    findings.count('acts');
    const wrong = faultOfBody(row);
    if (wrong !== null) findings.fault('body', `act:${row.id}`, wrong);
    const linkHash = sha256(canonicalText(linkOf(row)));
    if (linkHash !== row.link_hash) findings.fault('link', `act:${row.id}`, 'link-hash');
    if (row.own === 0) continue;
    for (const again of linksBefore(row.n)) enterAgain(again, chains, findings);
    enter(chains, row.journal_id, row.seq, row.prev, linkHash, (detail) => {
      findings.fault('link', `act:${row.id}`, detail);
    });
  }
  for (const again of linksBefore(Number.POSITIVE_INFINITY)) enterAgain(again, chains, findings);
  return chains;
}

function enterAgain(row: RelinkRow, chains: Chains, findings: Findings): void {
  const where = `act:${row.id}`;
  const linkHash = sha256(canonicalText(linkOf(row)));
  if (linkHash !== row.link_hash) findings.fault('link', where, 'link-hash');
  enter(chains, row.journal_id, row.seq, row.prev, linkHash, (detail) => {
    findings.fault('link', where, detail);
  });
}

function faultOfBody(row: KeptActRow): string | null {
  if (sha256(row.body) !== row.body_hash) return 'body-hash';
  const parsed = ActBody.safeParse(parseJson(row.body));
  if (!parsed.success || !Buffer.from(bodyBytes(parsed.data)).equals(row.body)) return 'not-canonical';
  const { id, kind, dossierId } = parsed.data;
  return id === row.id && kind === row.kind && dossierId === row.dossier_id ? null : 'columns';
}

function parseJson(bytes: Buffer): unknown {
  try {
    return JSON.parse(bytes.toString('utf8'));
  } catch {
    // No JSON is one of the answers; the caller reports it as `not-canonical`.
    return undefined;
  }
}

/** `torn` is where an unfinished last frame begins. By itself it is what a power cut leaves and no fault. */
type LogChains = { readonly chains: Chains; readonly torn: string | undefined };

function verifyLog(logPath: string, key: Uint8Array, findings: Findings): LogChains {
  const chains: Chains = new Map();
  let torn: string | undefined;
  const reader = openLog(logPath, key, findings);
  if (reader === undefined) return { chains, torn };
  // What was cut off stands for nothing here: a backup and the server hold it.
  for (const { journalId, seq, linkHash } of reader.begins)
    chains.set(journalId, [...Array.from({ length: seq - 1 }, () => cutOff), linkHash]);
  try {
    const end = reader.each((frame) => {
      verifyFrame(frame, chains, findings);
    });
    if (end.tornBytes > 0) torn = `frame:${String(end.index)}@${String(end.end)}`;
  } catch (error) {
    if (!isStoreFault(error, 'journal-log-damaged')) throw error;
    const { frame, offset, why } = error.details;
    findings.fault('log-frame', `frame:${String(frame)}@${String(offset)}`, String(why));
  } finally {
    reader.close();
  }
  return { chains, torn };
}

function openLog(logPath: string, key: Uint8Array, findings: Findings): LogReader | undefined {
  try {
    return openLogReader(logPath, key);
  } catch (error) {
    if (!isStoreFault(error, 'journal-log-missing') && !isStoreFault(error, 'journal-log-damaged')) throw error;
    findings.fault('log-frame', 'journal.log', error.code);
    return undefined;
  }
}

function verifyFrame(frame: LogFrame, chains: Chains, findings: Findings): void {
  findings.count('logFrames');
  const where = `frame:${String(frame.index)}@${String(frame.offset)}`;
  for (const linked of actsOf(frame, where, findings)) {
    const { journalId, seq, prev } = linked.act.link;
    if (!bodyFits(linked)) findings.fault('log-chain', where, `body-hash of seq ${String(seq)}`);
    enter(chains, journalId, seq, prev, linked.linkHash, (detail) => {
      findings.fault('log-chain', where, `${detail} of seq ${String(seq)}`);
    });
  }
}

function actsOf(frame: LogFrame, where: string, findings: Findings): readonly LinkedAct[] {
  try {
    return decodeActs(frame.plaintext).map((act) => withLink(act));
  } catch {
    // Sealed with our key and yet no acts: whatever the parser says about it may quote personal data.
    findings.fault('log-frame', where, 'content');
    return [];
  }
}

function enter(chains: Chains, journalId: string, seq: number, prev: string, linkHash: string, fault: (detail: string) => void): void {
  const chain = chains.get(journalId) ?? [];
  chains.set(journalId, chain);
  if (seq !== chain.length + 1) fault('seq');
  else if (prev !== (chain.at(-1) ?? NO_PREV)) fault('prev');
  chain[seq - 1] = linkHash;
}

/** The log may be ahead: a command that was cut off before its answer is completed at the next start. It may never lack or change what the store holds. */
function compare(inStore: Chains, { chains, torn }: LogChains, findings: Findings): void {
  for (const [journalId, chain] of inStore) {
    const logged = chains.get(journalId) ?? [];
    const differing = chain.findIndex((linkHash, index) => logged[index] !== cutOff && logged[index] !== linkHash);
    if (differing < 0) continue;
    const lacks = logged[differing] === undefined;
    findings.fault('heads', `journal:${journalId}`, `${lacks ? 'log lacks' : 'log differs at'} seq ${String(differing + 1)}`);
    if (lacks && torn !== undefined) findings.fault('log-frame', torn, 'torn');
  }
}
