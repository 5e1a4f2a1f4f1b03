/** For whom the data key is sealed, the key that is being read, and sealing for it. */
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import type { EscrowKey, EscrowStatus } from '#shared/contract/keys.ts';
import { type CallFailure, failureOf, useApi } from '../../bridge/index.ts';
import { type Attempt, useAttempt } from '../../ui/use-attempt.ts';

const escrowKey = ['keys', 'escrow'] as const;

/** A recipient's file is one line; more is something else. */
export const mostKeyBytes = 20_000;

export type EscrowView = {
  /** Null until known. */
  readonly status: EscrowStatus | null;
  /** Why it is not known. */
  readonly unread: CallFailure | null;
};

export function useEscrowStatus(): EscrowView {
  const api = useApi();
  const { data, error } = useQuery({ queryKey: escrowKey, queryFn: ({ signal }) => api.keys.escrow(undefined, { signal }) });
  return { status: data ?? null, unread: error === null ? null : failureOf(error) };
}

export type EscrowJob = {
  readonly text: string;
  readonly type: (text: string) => void;
  /** The text of a file takes the place of what is typed. */
  readonly take: (file: File) => void;
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
  const [text, setText] = useState('');
  const [agreed, agree] = useState(false);
  const file = useAttempt();
  const key = useKeyIn(text.trim());
  const { status } = useEscrowStatus();
  const inForce = status?.sealedFor ?? null;
  const replaces = key.read !== null && inForce !== null && inForce.recipient !== key.read.recipient ? inForce : null;
  const sealing = useSealing(replaces, onDone);
  const type = (typed: string) => {
    sealing.dismiss();
    file.dismiss();
    agree(false);
    setText(typed);
  };
  return {
    text,
    type,
    take: (chosen) => {
      file.run(async () => {
        type(await textOf(chosen));
      });
    },
    read: key.read,
    replaces,
    agreed,
    agree,
    busy: sealing.busy,
    failure: sealing.failure ?? file.failure ?? key.failure,
    seal: () => {
      if (key.read !== null) sealing.seal(key.read);
    },
  };
}

/** Throws what is told as unexpected: the words for files that cannot be read speak of registers. */
async function textOf(file: File): Promise<string> {
  try {
    return await file.slice(0, mostKeyBytes).text();
  } catch (cause) {
    throw new Error('The key file could not be read.', { cause });
  }
}

/** The key a text holds, or why it holds none; an empty one says nothing. */
function useKeyIn(text: string): { readonly read: EscrowKey | null; readonly failure: CallFailure | null } {
  const api = useApi();
  const { data, error } = useQuery({
    // Never kept: a secret half may have been pasted by mistake.
    queryKey: ['keys', 'escrow-read', text],
    gcTime: 0,
    enabled: text !== '',
    queryFn: ({ signal }) => api.keys.readEscrowKey({ text }, { signal }),
  });
  if (text === '') return { read: null, failure: null };
  return { read: data ?? null, failure: error === null ? null : failureOf(error) };
}

type Sealing = Pick<Attempt, 'busy' | 'failure' | 'dismiss'> & { readonly seal: (key: EscrowKey) => void };

/** Seals in the place of `replaces`, as it is on screen: the app refuses when another one holds by then. */
function useSealing(replaces: EscrowKey | null, onDone: () => void): Sealing {
  const api = useApi();
  const queries = useQueryClient();
  const { busy, failure, dismiss, run } = useAttempt();
  const seal = async ({ recipient }: EscrowKey) => {
    try {
      queries.setQueryData(escrowKey, await api.keys.setEscrow({ recipient, replaces: replaces?.recipient ?? null }));
    } catch (error) {
      void queries.invalidateQueries({ queryKey: escrowKey });
      throw error;
    }
    onDone();
  };
  return {
    busy,
    failure,
    dismiss,
    seal: (key) => {
      run(() => seal(key));
    },
  };
}
