/** The agency's escrow key at the open counter: for whom the data key is sealed, and sealing it for another with a person's yes (design §6). */
import type { EscrowStatus } from '#shared/contract/keys.ts';
import { fail } from '#shared/errors.ts';
import { escrowKeyOf, escrowRecipient, sealForEscrow } from '../../keys/escrow.ts';
import { isStoreFault } from '../../store/fault.ts';

export type Escrow = {
  status(): EscrowStatus;
  /** `replaces`: for whom it was sealed when the person said yes. Throws `escrow-differs` when that is another, `escrow-recipient-invalid`. */
  seal(recipient: string, replaces: string | null): Promise<EscrowStatus>;
};

export function escrowOf(dataDir: string, key: Uint8Array): Escrow {
  const status = (): EscrowStatus => {
    try {
      const recipient = escrowRecipient(dataDir);
      return { sealedFor: recipient === undefined ? null : { ...escrowKeyOf(recipient) }, damaged: false };
    } catch (error) {
      if (isStoreFault(error, 'escrow-file-damaged')) return { sealedFor: null, damaged: true };
      throw error;
    }
  };
  return {
    status,
    async seal(recipient, replaces) {
      const { sealedFor } = status();
      if (sealedFor !== null && sealedFor.recipient !== recipient && sealedFor.recipient !== replaces)
        throw fail('escrow-differs', { fingerprint: sealedFor.fingerprint });
      await sealForEscrow(dataDir, key, recipient);
      return status();
    },
  };
}
