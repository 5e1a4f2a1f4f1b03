/** The settings as they are kept and as they are typed. Only what was changed is saved: another window may have changed the rest. */
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import type { Settings } from '#shared/contract/office.ts';
import { type CallFailure, failureOf, useApi } from '../../bridge/index.ts';
import { keptTyping, useSayKept } from '../frame/kept-typing.ts';
import { changedSettings, formOf, type SettingsForm, type SettingsGap, settingsGaps } from './settings-form.ts';

export type SettingsJob = {
  /** Null until read. */
  readonly form: SettingsForm | null;
  readonly kept: Settings | null;
  readonly dirty: boolean;
  /** Fields to be put right, told once somebody left them or pressed F9. */
  readonly gaps: readonly SettingsGap[];
  readonly busy: boolean;
  readonly saved: boolean;
  readonly failure: CallFailure | null;
  readonly change: (to: Partial<SettingsForm>) => void;
  readonly left: (field: string | undefined) => void;
  /** Resolves with the first gap, null when all is kept, or undefined when the app refused. */
  readonly save: () => Promise<SettingsGap | null | undefined>;
  /** Goes back to the settings as they are kept. */
  readonly discard: () => void;
  readonly dismiss: () => void;
};

type Edit = Partial<SettingsForm>;
type Saved = { readonly changes: Partial<Settings>; readonly typed: Edit };

const isTyped = (edit: Edit): boolean => Object.keys(edit).length > 0;
const useSettingsTyping = keptTyping<Edit>({}, isTyped);

export function useSettings(): SettingsJob {
  const api = useApi();
  const queries = useQueryClient();
  const kept = useQuery({ queryKey: ['office', 'settings'], queryFn: ({ signal }) => api.office.settings(undefined, { signal }) });
  const { typed: edit, put, forget } = useSettingsTyping();
  useSayKept(isTyped(edit));
  const [seen, setSeen] = useState<readonly string[]>([]);
  const saving = useMutation({
    mutationFn: async ({ changes }: Saved) => api.office.saveSettings({ ...(await api.office.settings()), ...changes }),
    onSuccess: (now, { typed }) => {
      queries.setQueryData(['office', 'settings'], now);
      // What was typed while they were on their way stays to be saved.
      put((edited) => typedSince(edited, typed));
      setSeen([]);
      // The page itself goes by them: the scanner, the lock, where the backup went.
      void queries.invalidateQueries({ queryKey: ['desk', 'settings'] });
      void queries.invalidateQueries({ queryKey: ['office'] });
    },
  });
  const form = kept.data === undefined ? null : { ...formOf(kept.data), ...edit };
  const gaps = form === null ? [] : settingsGaps(form);
  const dirty = kept.data !== undefined && form !== null && Object.keys(changedSettings(kept.data, form)).length > 0;
  const failed = saving.error ?? kept.error;
  return {
    form,
    kept: kept.data ?? null,
    dirty,
    gaps: gaps.filter((gap) => seen.includes(gap)),
    busy: saving.isPending,
    saved: saving.isSuccess && !dirty,
    failure: failed === null ? null : failureOf(failed),
    change: (to) => {
      put((before) => ({ ...before, ...to }));
    },
    left: (field) => {
      if (field !== undefined && !seen.includes(field)) setSeen([...seen, field]);
    },
    save: async () => {
      const [gap] = gaps;
      setSeen([...gaps]);
      if (gap !== undefined) return gap;
      if (kept.data === undefined || form === null) return undefined;
      try {
        await saving.mutateAsync({ changes: changedSettings(kept.data, form), typed: edit });
        return null;
      } catch {
        // Told by `failure`.
        return undefined;
      }
    },
    discard: forget,
    dismiss: saving.reset,
  };
}

/** What of `edited` is not what was `typed` when the settings were saved. */
export function typedSince(edited: Edit, typed: Edit): Edit {
  return Object.fromEntries(Object.entries(edited).filter(([name, value]) => value !== typed[name as keyof SettingsForm]));
}
