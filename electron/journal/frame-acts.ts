/** The content of one frame: the acts of one transaction, `{"acts":[{"body":…,"link":…}]}` as canonical JSON. */
import * as z from 'zod';
import { Act, Sha256Hex, Uuid } from '#shared/journal/act.ts';
import { canonicalText } from '#shared/journal/canonical.ts';
import type { LinkedAct } from './link.ts';

const FrameContent = z.strictObject({ acts: z.array(Act).min(1) });

/** Bodies and links are canonical already and these keys are in order, so their texts only need joining. */
export function encodeActs(acts: readonly LinkedAct[]): Buffer {
  const last = acts.length - 1;
  const parts = acts.flatMap(({ bytes, linkText }, index) => [
    Buffer.from(`${index === 0 ? '{"acts":[' : ','}{"body":`),
    bytes,
    Buffer.from(`,"link":${linkText}}${index === last ? ']}' : ''}`),
  ]);
  return Buffer.concat(parts);
}

/** Throws when the plaintext is no frame content of format 1: the seal vouches for who wrote it, not for what it means. */
export function decodeActs(plaintext: Buffer): readonly Act[] {
  return FrameContent.parse(JSON.parse(plaintext.toString('utf8'))).acts;
}

/** Where a log that was cut begins: of each journal the last link that is not in it. */
export type LogBeginning = readonly { readonly journalId: string; readonly seq: number; readonly linkHash: string }[];

const BeginningContent = z.strictObject({ begins: z.array(z.strictObject({ journalId: Uuid, seq: z.int().min(1), linkHash: Sha256Hex })) });

/** Content of frame 0 of a log that was cut: `{"begins":[…]}` as canonical JSON. */
export function encodeBeginning(begins: LogBeginning): Buffer {
  return Buffer.from(canonicalText({ begins: begins.map(({ journalId, seq, linkHash }) => ({ journalId, linkHash, seq })) }));
}

/** Throws when the plaintext is no beginning. */
export function decodeBeginning(plaintext: Buffer): LogBeginning {
  return BeginningContent.parse(JSON.parse(plaintext.toString('utf8'))).begins;
}
