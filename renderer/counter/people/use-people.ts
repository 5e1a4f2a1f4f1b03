/** Everybody of the office, and the four things done with them. */
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useRef } from 'react';
import type { PersonEntry } from '#shared/contract/person.ts';
import { type CallFailure, failureOf, newCommandId, useApi } from '../../bridge/index.ts';
import { factsOf, type PersonForm, type PersonMode } from './person-form.ts';

export const peopleKey = ['people'] as const;

export type PersonCommand = { readonly mode: PersonMode; readonly personId: string; readonly form: PersonForm; readonly reason: string };

export type PeopleJob = {
  /** Null until read. */
  readonly people: readonly PersonEntry[] | null;
  readonly busy: boolean;
  readonly failure: CallFailure | null;
  /** Resolves with the person's id, undefined when the app refused. */
  readonly run: (command: PersonCommand) => Promise<string | undefined>;
  readonly dismiss: () => void;
};

export function usePeople(): PeopleJob {
  const api = useApi();
  const queries = useQueryClient();
  const list = useQuery({ queryKey: peopleKey, queryFn: ({ signal }) => api.person.list(undefined, { signal }) });
  // The same asked again is the same command: F9 after a lost answer makes no second person.
  const last = useRef({ asked: '', commandId: '' });
  const done = useMutation({
    mutationFn: async (command: PersonCommand): Promise<string> => {
      const asked = JSON.stringify(command);
      if (last.current.asked !== asked) last.current = { asked, commandId: newCommandId() };
      const { commandId } = last.current;
      const { mode, personId, form, reason } = command;
      switch (mode) {
        case 'new':
          return (await api.person.add({ commandId, ...factsOf(form), pin: form.pin })).personId;
        case 'edit':
          return (await api.person.change({ commandId, personId, ...factsOf(form) })).personId;
        case 'pin':
          await api.keys.setPin({ personId, pin: form.pin });
          return personId;
        case 'dismiss':
          await api.person.dismiss({ commandId, personId, reason: reason.trim() });
          return personId;
      }
    },
    onSuccess: async () => {
      last.current = { asked: '', commandId: '' };
      await queries.invalidateQueries({ queryKey: peopleKey });
    },
  });
  const failed = done.error ?? list.error;
  return {
    people: list.data ?? null,
    busy: done.isPending,
    failure: failed === null ? null : failureOf(failed),
    run: async (command) => {
      try {
        return await done.mutateAsync(command);
      } catch {
        // Told by `failure`.
        return undefined;
      }
    },
    dismiss: done.reset,
  };
}
