/** The content of one frame: the acts of one transaction, `{"acts":[{"body":…,"link":…}]}` as canonical JSON. */
import * as z from 'zod';
import { Act } from '#shared/journal/act.ts';
import type { LinkedAct } from './link.ts';

const FrameContent = z.strictObject({ acts: z.array(Act).min(1) });

/** Bodies and links are canonical already and these keys are in order, so their texts only need joining. */
export function encodeActs(acts: readonly LinkedAct[]): Buffer {
  const parts = acts.flatMap(({ bytes, linkText }, index) => [
    Buffer.from(`${index === 0 ? '' : ','}{"body":`),
    bytes,
    Buffer.from(`,"link":${linkText}}`),
  ]);
  return Buffer.concat([Buffer.from('{"acts":['), ...parts, Buffer.from(']}')]);
}

/** Throws when the plaintext is no frame content of format 1: the seal vouches for who wrote it, not for what it means. */
export function decodeActs(plaintext: Buffer): readonly Act[] {
  return FrameContent.parse(JSON.parse(plaintext.toString('utf8'))).acts;
}
