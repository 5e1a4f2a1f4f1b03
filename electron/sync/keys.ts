/** Ed25519 by the platform: the device's own key, and the server's as its root certifies them. */
import {
  createPrivateKey,
  createPublicKey,
  generateKeyPairSync,
  type KeyObject,
  sign as signWith,
  verify as verifyWith,
} from 'node:crypto';
import { generateX25519Identity, identityToRecipient } from 'age-encryption';
import type { Sign, Verify } from '#shared/sync/statement.ts';
import type { DeviceKey } from '../store/sync/sync-state.ts';

/** A new device key with the age key bundles for this counter are made for. */
export async function newDeviceKey(): Promise<DeviceKey> {
  const { privateKey, publicKey } = generateKeyPairSync('ed25519');
  const ageIdentity = await generateX25519Identity();
  return {
    privateKey: privateKey.export({ type: 'pkcs8', format: 'der' }).toString('base64'),
    publicKey: publicTextOf(publicKey),
    ageIdentity,
    ageRecipient: await identityToRecipient(ageIdentity),
  };
}

export function signerOf({ privateKey }: Pick<DeviceKey, 'privateKey'>): Sign {
  const key = createPrivateKey({ key: Buffer.from(privateKey, 'base64'), format: 'der', type: 'pkcs8' });
  return (message) => signWith(null, message, key).toString('base64url');
}

export const verifySignature: Verify = (publicKey, message, signature) => {
  const key = keyOf(publicKey);
  return key !== undefined && verifyWith(null, message, key, Buffer.from(signature, 'base64url'));
};

function keyOf(publicKey: string): KeyObject | undefined {
  try {
    return createPublicKey({ key: { kty: 'OKP', crv: 'Ed25519', x: publicKey }, format: 'jwk' });
  } catch {
    // What is no key signs nothing; the caller hears `false`.
    return undefined;
  }
}

function publicTextOf(key: KeyObject): string {
  const { x } = key.export({ format: 'jwk' });
  if (x === undefined) throw new TypeError('an Ed25519 key has its x');
  return x;
}
