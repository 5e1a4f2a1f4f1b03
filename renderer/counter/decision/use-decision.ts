/** One dossier's stories, the choice being made between them, and doing again what was set aside. */
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import type { Decision, Redo, Story } from '#shared/contract/decision.ts';
import { type CallFailure, failureOf, newCommandId, useApi } from '../../bridge/index.ts';
import { dossierKey } from '../dossiers/dossier-key.ts';
import { keptTyping, useSayKept } from '../frame/kept-typing.ts';
import { syncKey } from '../sync/status-query.ts';

type Choice = { readonly storyId: string | null; readonly reason: string; readonly gap: boolean };

const isTyped = ({ reason }: Choice): boolean => reason.trim() !== '';
const useChoiceTyping = keptTyping<Choice>({ storyId: null, reason: '', gap: false }, isTyped);

/** The story a person has just chosen, with the stories it was chosen from. */
export type Kept = { readonly story: Story; readonly decision: Decision };

export type DecisionJob = {
  readonly decision: Decision | undefined;
  /** Chosen on this screen; what follows from it is still to be done. */
  readonly kept: Kept | undefined;
  /** Nothing is chosen for a person beforehand. */
  readonly chosen: Story | undefined;
  readonly reason: string;
  readonly gap: boolean;
  readonly busy: boolean;
  readonly failure: CallFailure | null;
  readonly choose: (storyId: string) => void;
  readonly turn: (by: 1 | -1) => void;
  readonly putReason: (reason: string) => void;
  /** F9: settles, or says what is missing. Answers the first gap. */
  readonly settle: () => 'choice' | 'reason' | null;
  readonly redo: (redo: Redo) => void;
  readonly refresh: () => void;
  readonly dismiss: () => void;
};

export function useDecision(dossierId: string): DecisionJob {
  const api = useApi();
  const queries = useQueryClient();
  const { typed: choice, put, forget } = useChoiceTyping(dossierId);
  const change = (to: Partial<Choice>) => {
    put((now) => ({ ...now, ...to }));
  };
  useSayKept(isTyped(choice));
  const [commandId] = useState(newCommandId);
  const read = useQuery({
    queryKey: [...dossierKey, 'decision', dossierId],
    queryFn: ({ signal }) => api.decision.get({ dossierId }, { signal }),
  });
  const refresh = () =>
    Promise.all([queries.invalidateQueries({ queryKey: dossierKey }), queries.invalidateQueries({ queryKey: syncKey })]);
  const decision = read.data;
  const settled = useMutation({
    mutationFn: ({ story, decision: { disputed } }: Kept) =>
      api.decision.settle({
        commandId,
        dossierId,
        storyId: story.storyId,
        disputed: [...disputed],
        reason: choice.reason.normalize('NFC').trim(),
      }),
    onSuccess: forget,
    onSettled: refresh,
  });
  const redone = useMutation({ mutationFn: ({ act }: Redo) => api.decision.redo({ dossierId, actId: act.actId }), onSettled: refresh });
  const stories = decision?.stories ?? [];
  const choosable = stories.filter(({ settles }) => settles);
  const chosen = choosable.find(({ storyId }) => storyId === choice.storyId);
  const failed = settled.error ?? redone.error ?? read.error;
  const busy = settled.isPending || redone.isPending;
  return {
    decision,
    kept: settled.isSuccess && stories.length === 0 ? settled.variables : undefined,
    chosen,
    reason: choice.reason,
    gap: choice.gap && choice.reason.trim() === '',
    busy,
    failure: failed === null ? null : failureOf(failed),
    choose: (storyId) => {
      if (choosable.some((story) => story.storyId === storyId)) change({ storyId });
    },
    turn: (by) => {
      const at = chosen === undefined ? (by === 1 ? -1 : choosable.length) : choosable.indexOf(chosen);
      const next = choosable[Math.min(choosable.length - 1, Math.max(0, at + by))];
      if (next !== undefined) change({ storyId: next.storyId });
    },
    putReason: (reason) => {
      change({ reason });
    },
    settle: () => {
      if (busy) return null;
      if (decision === undefined || chosen === undefined) return 'choice';
      if (choice.reason.trim() === '') {
        change({ gap: true });
        return 'reason';
      }
      settled.mutate({ story: chosen, decision });
      return null;
    },
    redo: (redo) => {
      if (!busy) redone.mutate(redo);
    },
    refresh: () => {
      void refresh();
    },
    dismiss: () => {
      if (settled.isError) settled.reset();
      redone.reset();
    },
  };
}
