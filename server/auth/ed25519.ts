/** Ed25519 by Node's crypto, keys as the protocol writes them: base64url of the raw 32 bytes. */
import { createPrivateKey, createPublicKey, generateKeyPairSync, type KeyObject, sign, verify } from 'node:crypto';
import type { Sign, Verify } from '#shared/sync/statement.ts';

/** `privateKey`: PKCS #8 in PEM. */
export type KeyPair = { readonly publicKey: string; readonly privateKey: string };

export function newKeyPair(): KeyPair {
  const { publicKey, privateKey } = generateKeyPairSync('ed25519');
  return { publicKey: rawOf(publicKey), privateKey: privateKey.export({ type: 'pkcs8', format: 'pem' }).toString() };
}

/** The public key of a private one. Throws for text that is no Ed25519 key. */
export function publicKeyOf(privateKey: string): string {
  return rawOf(createPublicKey(ed25519(privateKey)));
}

/** Throws for text that is no Ed25519 key. */
export function signWith(privateKey: string): Sign {
  const key = ed25519(privateKey);
  return (message) => sign(null, message, key).toString('base64url');
}

export const verifySignature: Verify = (publicKey, message, signature) => {
  const raw = Buffer.from(publicKey, 'base64url');
  if (raw.length !== 32) return false;
  const key = createPublicKey({ key: { kty: 'OKP', crv: 'Ed25519', x: raw.toString('base64url') }, format: 'jwk' });
  return verify(null, message, key, Buffer.from(signature, 'base64url'));
};

function ed25519(pem: string): KeyObject {
  const key = createPrivateKey(pem);
  if (key.asymmetricKeyType !== 'ed25519') throw new TypeError('Not an Ed25519 key');
  return key;
}

function rawOf(key: KeyObject): string {
  const { x } = key.export({ format: 'jwk' });
  if (x === undefined) throw new TypeError('Not an Ed25519 key');
  return x;
}
