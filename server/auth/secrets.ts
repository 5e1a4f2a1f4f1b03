import { createHash, randomBytes } from 'node:crypto';

/** What is handed out once and kept only as its hash: nonces, tokens, enrolment secrets. */
export const sha256 = (data: string | Uint8Array): Buffer => createHash('sha256').update(data).digest();

/** 32 random bytes, base64url: 43 characters. */
export const newSecret = (): string => randomBytes(32).toString('base64url');
