/**
 * PINs of this counter. A PIN is short, so it is first mixed with a key only the opened store gives (HMAC), then made slow to guess (argon2id):
 * a stolen disk without the data key yields nothing to try. Source: design §11; OWASP password storage, argon2id.
 */
import { createHmac, hkdfSync } from 'node:crypto';
import { hash, verify } from '@node-rs/argon2';
import { fail } from '#shared/errors.ts';
import type { Store } from '../../store/store.ts';
import type { Clock } from '../ports.ts';

const attemptsBeforeLock = 5;

export type Pins = {
  /** Sets or replaces a person's PIN; throws `pin-too-weak` for one digit repeated or a run such as 1234. */
  set(personId: string, pin: string): Promise<void>;
  /** Resolves when the PIN is right. Throws `wrong-pin` with the attempts left, `person-locked` after five failures in a row. */
  check(personId: string, pin: string): Promise<void>;
};

export function pinsOf(store: Store, dataKey: Uint8Array, clock: Clock): Pins {
  const pepper = new Uint8Array(hkdfSync('sha256', dataKey, new Uint8Array(), 'mot-cua/pin/1', 32));
  // As text: argon2's `verify` refuses bytes that are not UTF-8.
  const peppered = (personId: string, pin: string) => createHmac('sha256', pepper).update(`${personId}/${pin}`).digest('base64');

  return {
    async set(personId, pin) {
      if (isWeak(pin)) throw fail('pin-too-weak', {});
      const hashed = await hash(peppered(personId, pin));
      store.writeLocal(() => {
        store.credentials.put({ personId, hash: hashed, failures: 0, lockedAt: null, changedAt: clock.now(), lastSignInAt: null });
      });
    },

    async check(personId, pin) {
      const credential = store.credentials.find(personId);
      if (credential === undefined) throw fail('wrong-pin', { attemptsLeft: 0 });
      if (credential.lockedAt !== null) throw fail('person-locked', {});
      const right = await verify(credential.hash, peppered(personId, pin));
      // Read again: another window may have tried meanwhile, and its failures count.
      const latest = store.credentials.find(personId) ?? credential;
      if (latest.lockedAt !== null) throw fail('person-locked', {});
      if (right) {
        store.writeLocal(() => { store.credentials.put({ ...latest, failures: 0, lastSignInAt: clock.now() }); });
        return;
      }
      const failures = latest.failures + 1;
      const locked = failures >= attemptsBeforeLock;
      store.writeLocal(() => { store.credentials.put({ ...latest, failures, lockedAt: locked ? clock.now() : null }); });
      throw locked ? fail('person-locked', {}) : fail('wrong-pin', { attemptsLeft: attemptsBeforeLock - failures });
    },
  };
}

function isWeak(pin: string): boolean {
  const digits = [...pin].map(Number);
  const steps = new Set(digits.slice(1).map((digit, index) => digit - (digits[index] ?? 0)));
  return steps.size <= 1 && [0, 1, -1].includes([...steps][0] ?? 0);
}
