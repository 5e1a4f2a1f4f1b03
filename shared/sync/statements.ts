/** Statements that stand for themselves: the device's log-in and the head of what it pushes (docs/sync-protocol.md §3, §5). */
import type { JournalHead } from './sent-act.ts';
import { statementBytes } from './statement.ts';

/** Purpose `login`: only the key of this device, once, for this nonce. */
export const loginBytes = (deviceId: string, nonce: string): Uint8Array => statementBytes('login', { deviceId, nonce });

/** Purpose `head`: the last link of a batch, vouched for by the device that made it. */
export const headBytes = (agencyCode: string, { journalId, seq, linkHash }: JournalHead): Uint8Array =>
  statementBytes('head', { agencyCode, journalId, seq, linkHash });
