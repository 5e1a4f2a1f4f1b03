/** For whom the data key is sealed, the key that is being read, and sealing for it. */
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import type { EscrowKey, EscrowStatus } from '#shared/contract/keys.ts';
import { type CallFailure, failureOf, useApi } from '../../bridge/index.ts';

const escrowKey = ['keys', 'escrow'] as const;

export function useEscrowStatus(): EscrowStatus | null {
  const api = useApi();
  return useQuery({ queryKey: escrowKey, queryFn: ({ signal }) => api.keys.escrow(undefined, { signal }) }).data ?? null;
}

export type EscrowJob = {
  readonly text: string;
  readonly type: (text: string) => void;
  /** What the text holds; null while it holds no key. */
  readonly read: EscrowKey | null;
  /** The one in force that `read` would take the place of. */
  readonly replaces: EscrowKey | null;
  readonly agreed: boolean;
  readonly agree: (agreed: boolean) => void;
  readonly busy: boolean;
  readonly failure: CallFailure | null;
  readonly seal: () => void;
};

export function useEscrow(onDone: () => void): EscrowJob {
  const api = useApi();
  const queries = useQueryClient();
  const status = useEscrowStatus();
  const [text, setText] = useState('');
  const [agreed, agree] = useState(false);
  const asked = text.trim();
  const reading = useQuery({
    // Never kept: a secret half may have been pasted by mistake.
    queryKey: ['keys', 'escrow-read', asked],
    gcTime: 0,
    enabled: asked !== '',
    queryFn: ({ signal }) => api.keys.readEscrowKey({ text: asked }, { signal }),
  });
  const read = asked === '' ? null : (reading.data ?? null);
  const inForce = status?.sealedFor ?? null;
  const replaces = read !== null && inForce !== null && inForce.recipient !== read.recipient ? inForce : null;
  const sealing = useMutation({
    mutationFn: (key: EscrowKey) => api.keys.setEscrow({ recipient: key.recipient, replaces: replaces?.recipient ?? null }),
    onSuccess: (now) => {
      queries.setQueryData(escrowKey, now);
      onDone();
    },
    onError: () => {
      void queries.invalidateQueries({ queryKey: escrowKey });
    },
  });
  const failed = sealing.error ?? (asked === '' ? null : reading.error);
  return {
    text,
    type: (typed) => {
      sealing.reset();
      agree(false);
      setText(typed);
    },
    read,
    replaces,
    agreed,
    agree,
    busy: sealing.isPending,
    failure: failed === null ? null : failureOf(failed),
    seal: () => {
      if (read !== null) sealing.mutate(read);
    },
  };
}
