/** The server's keys as its root certifies them. A counter pins the root at enrolment and believes no other key (docs/sync-protocol.md §1). */
import * as z from 'zod';
import { Instant } from '../journal/act.ts';
import { hashOfBytes } from '../journal/body.ts';
import { toUtf8 } from '../journal/utf8.ts';
import { PublicKey, type Sign, Signature, statementBytes, type Verify } from './statement.ts';

const AgeRecipient = z.string().regex(/^age1[0-9a-z]{1,200}$/u);
/** First 16 hex digits of SHA-256 of the key's text. */
export const KeyId = z.string().regex(/^[0-9a-f]{16}$/u);

const spell = { keyId: KeyId, notBefore: Instant, notAfter: Instant.nullable() };

/** What the root signs, purpose `certificate`. An `age` key is the recipient's text, `age1…`. */
export const CertificateStatement = z.discriminatedUnion('role', [
  z.object({ role: z.literal('page'), publicKey: PublicKey, ...spell }),
  z.object({ role: z.literal('pack'), publicKey: PublicKey, ...spell }),
  z.object({ role: z.literal('age'), publicKey: AgeRecipient, ...spell }),
]);
export type CertificateStatement = z.infer<typeof CertificateStatement>;
export type CertifiedRole = CertificateStatement['role'];

export const Certificate = z.object({ statement: CertificateStatement, signature: Signature });
export type Certificate = z.infer<typeof Certificate>;

export const keyIdOf = (publicKey: string): string => hashOfBytes(toUtf8(publicKey)).slice(0, 16);

/** `sign` holds the root key. Throws `ZodError` for a key that is none. */
export function certify(role: CertifiedRole, publicKey: string, notBefore: string, notAfter: string | null, sign: Sign): Certificate {
  const statement = CertificateStatement.parse({ role, keyId: keyIdOf(publicKey), publicKey, notBefore, notAfter });
  return { statement, signature: sign(statementBytes('certificate', statement)) };
}

/** Whether the root has certified this key and its id is the key's own. Says nothing about time: a page stays true when its key has retired. */
export function isCertified({ statement, signature }: Certificate, rootPublicKey: string, verify: Verify): boolean {
  return statement.keyId === keyIdOf(statement.publicKey) && verify(rootPublicKey, statementBytes('certificate', statement), signature);
}

/** The public key `keyId` of that role among certified ones; `undefined` when the root has vouched for none. */
export function certifiedKey(
  certificates: readonly Certificate[],
  { role, keyId }: { readonly role: CertifiedRole; readonly keyId: string },
  rootPublicKey: string,
  verify: Verify,
): string | undefined {
  return certificates.find((one) => one.statement.role === role && one.statement.keyId === keyId && isCertified(one, rootPublicKey, verify))
    ?.statement.publicKey;
}
