/** Calls around what opens the data and the desk: the recovery code on paper, escrow, PINs. Design §6, §11. */
import * as z from 'zod';
import { call } from './base.ts';
import { PersonTile, Pin } from './office.ts';
import { Instant } from './values.ts';

const RecoveryCode = z.string().max(200);

export const RecoveryStatus = z.object({
  /** `unconfirmed`: nobody has typed it back from paper; `used`: it opened the data or a PIN and must be replaced; `confirmed`: it is on paper. */
  state: z.enum(['unconfirmed', 'used', 'confirmed']),
  since: Instant,
});
export type RecoveryStatus = z.infer<typeof RecoveryStatus>;

/** `recipient` is `age1…`; `fingerprint` the first 16 hex digits of SHA-256 of its text, to compare with the agency's paper. */
export const EscrowKey = z.object({ recipient: z.string(), fingerprint: z.string() });
export type EscrowKey = z.infer<typeof EscrowKey>;

/** For whom the data key is sealed besides; `damaged`: what was sealed cannot be read any more. */
export const EscrowStatus = z.object({ sealedFor: EscrowKey.nullable(), damaged: z.boolean() });
export type EscrowStatus = z.infer<typeof EscrowStatus>;

export const keys = {
  status: call('settings.write').output(RecoveryStatus),
  /** Makes another code. The one before opens the data until this one is confirmed. */
  newCode: call('settings.write').output(z.object({ recoveryCode: z.string() })),
  /** Prints the sheet of the code just made. Who asks proves to have it on screen by naming it; nothing is archived. */
  printCode: call('anyone')
    .input(z.object({ recoveryCode: RecoveryCode, printer: z.string().max(200).nullable() }))
    .output(z.object({ queued: z.boolean(), queueFault: z.string().nullable() })),
  /** The code just made is on paper: its groups are typed back. From here on it is the only one. */
  confirmCode: call('anyone')
    .input(z.object({ recoveryCode: RecoveryCode, groups: z.array(z.string().max(20)).max(9) }))
    .output(z.object({})),
  escrow: call('settings.write').output(EscrowStatus),
  /** Reads the agency's escrow key out of a pasted text or a file. Throws `escrow-recipient-invalid`, `escrow-identity-shown`. */
  readEscrowKey: call('settings.write')
    .input(z.object({ text: z.string().max(20_000) }))
    .output(EscrowKey),
  /** Seals the data key for `recipient`; `replaces` is the one on screen whose place it takes. Throws `escrow-differs` when another is in force, `escrow-recipient-invalid`. */
  setEscrow: call('settings.write')
    .input(z.object({ recipient: z.string().max(200), replaces: z.string().max(200).nullable() }))
    .output(EscrowStatus),
  /** Who has a PIN at this counter, by name. */
  people: call('person.manage').output(z.array(PersonTile.pick({ personId: true, fullName: true }).extend({ locked: z.boolean() }))),
  setPin: call('person.manage')
    .input(z.object({ personId: z.guid(), pin: Pin }))
    .output(z.object({})),
  /** A locked person with nobody above: the code on paper sets the PIN, and is replaced by the one answered. */
  setPinWithCode: call('anyone')
    .input(z.object({ recoveryCode: RecoveryCode, personId: z.guid(), pin: Pin }))
    .output(z.object({ recoveryCode: z.string() })),
};
