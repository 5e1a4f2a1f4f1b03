/**
 * PINs of this counter. A PIN is short, so it is first mixed with a key only the opened store gives (HMAC), then made slow to guess (argon2id):
 * a stolen disk without the data key yields nothing to try. Source: design §11; OWASP password storage, argon2id.
 */
import { createHmac, hkdfSync } from 'node:crypto';
import { hash, verify } from '@node-rs/argon2';
import { fail } from '#shared/errors.ts';
import type { Credential } from '../../store/queries/credentials.ts';
import type { Store } from '../../store/store.ts';
import type { Clock } from '../ports.ts';

const attemptsBeforeLock = 5;

/** Throws `pin-too-weak` for one digit repeated or a run such as 1234. */
function refuseWeakPin(pin: string): void {
  const digits = [...pin].map(Number);
  const steps = new Set(digits.slice(1).map((digit, index) => digit - (digits[index] ?? 0)));
  if (steps.size <= 1 && [0, 1, -1].includes([...steps][0] ?? 0)) throw fail('pin-too-weak', {});
}

/** What is kept of PINs: hashes that nobody can try without the data key. */
export type PinHasher = {
  /** A new credential, not yet kept. Throws `pin-too-weak`. */
  credential(personId: string, pin: string, at: string): Promise<Credential>;
  fits(credential: Credential, pin: string): Promise<boolean>;
};

export function pinHasher(dataKey: Uint8Array): PinHasher {
  const pepper = new Uint8Array(hkdfSync('sha256', dataKey, new Uint8Array(), 'mot-cua/pin/1', 32));
  // As text: argon2's `verify` refuses bytes that are not UTF-8.
  const peppered = (personId: string, pin: string) => createHmac('sha256', pepper).update(`${personId}/${pin}`).digest('base64');
  return {
    async credential(personId, pin, at) {
      refuseWeakPin(pin);
      return { personId, hash: await hash(peppered(personId, pin)), failures: 0, lockedAt: null, changedAt: at, lastSignInAt: null };
    },
    fits: (credential, pin) => verify(credential.hash, peppered(credential.personId, pin)),
  };
}

export type Pins = {
  /** Resolves when the PIN is right. Throws `wrong-pin` with the attempts left, `person-locked` after five failures in a row. */
  check(personId: string, pin: string): Promise<void>;
  /** A credential to keep together with the person it is for. Throws `pin-too-weak`. */
  prepare(personId: string, pin: string): Promise<Credential>;
  /** A new PIN, and the person is no longer locked. Throws `pin-too-weak`. */
  set(personId: string, pin: string): Promise<void>;
};

export function pinsOf(store: Store, hasher: PinHasher, clock: Clock): Pins {
  const prepare = (personId: string, pin: string): Promise<Credential> => hasher.credential(personId, pin, clock.now());
  return {
    prepare,
    async set(personId, pin) {
      const credential = await prepare(personId, pin);
      store.writeLocal(() => {
        store.credentials.put(credential);
      });
    },
    async check(personId, pin) {
      const credential = store.credentials.find(personId);
      if (credential === undefined) throw fail('wrong-pin', { attemptsLeft: 0 });
      if (credential.lockedAt !== null) throw fail('person-locked', {});
      const right = await hasher.fits(credential, pin);
      // Read again: another window may have tried meanwhile, and its failures count.
      const latest = store.credentials.find(personId) ?? credential;
      if (latest.lockedAt !== null) throw fail('person-locked', {});
      if (right) {
        store.writeLocal(() => {
          store.credentials.put({ ...latest, failures: 0, lastSignInAt: clock.now() });
        });
        return;
      }
      const failures = latest.failures + 1;
      const locked = failures >= attemptsBeforeLock;
      store.writeLocal(() => {
        store.credentials.put({ ...latest, failures, lockedAt: locked ? clock.now() : null });
      });
      throw locked ? fail('person-locked', {}) : fail('wrong-pin', { attemptsLeft: attemptsBeforeLock - failures });
    },
  };
}
