/** One person at a time: who is shown, what is done with them, what is typed, and F9. */
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { PersonEntry } from '#shared/contract/person.ts';
import { emptyPerson, formOf, isChanged, type PersonForm, type PersonGap, personGaps, type PersonMode } from './person-form.ts';
import type { PeopleJob } from './use-people.ts';

export type PersonEditing = {
  readonly mode: PersonMode;
  /** Null: somebody new, or nobody is read yet. */
  readonly person: PersonEntry | null;
  readonly form: PersonForm;
  readonly reason: string;
  /** Something was typed that going to another would lose. */
  readonly changed: boolean;
  /** What is missing, once F9 has asked. */
  readonly gaps: readonly PersonGap[];
  readonly reasonMissing: boolean;
  /** What became of the last F9; empty until then. */
  readonly said: string;
  /** Starts anew with `personId`, the person shown unless said. What was typed goes. */
  readonly begin: (mode: PersonMode, personId?: string) => void;
  readonly change: (to: Partial<PersonForm>) => void;
  readonly putReason: (reason: string) => void;
  /** F9. */
  readonly commit: () => Promise<Committed>;
};

/** The app refused: its bar says why. A gap is the field that is missing. */
export type Committed =
  { readonly outcome: 'recorded' | 'unchanged' | 'refused' } | { readonly outcome: 'gap'; readonly field: PersonGap | 'reason' };

type Entry = {
  readonly mode: PersonMode;
  readonly chosenId: string;
  readonly edit: Partial<PersonForm>;
  readonly reason: string;
  readonly asked: boolean;
  readonly said: string;
};

const untouched = { edit: {}, reason: '', asked: false, said: '' } as const;

export function usePersonEditing(job: PeopleJob, firstId: string): PersonEditing {
  const { t } = useTranslation();
  const [entry, setEntry] = useState<Entry>({ mode: 'edit', chosenId: firstId, ...untouched });
  const { mode, reason, asked, said } = entry;
  const person = mode === 'new' ? null : personOf(job, entry.chosenId);
  const form = { ...(person === null ? emptyPerson : formOf(person)), ...entry.edit };
  const gaps = personGaps(form, mode);
  const reasonMissing = mode === 'dismiss' && reason.trim() === '';
  const changed = isChanged(form, mode, person);
  const takesBack = mode === 'edit' && person?.active === false;
  const put = (change: Partial<Entry>) => {
    setEntry((now) => ({ ...now, ...change }));
  };
  const begin: PersonEditing['begin'] = (next, personId = person?.personId ?? entry.chosenId) => {
    put({ mode: next, chosenId: personId, ...untouched });
    job.dismiss();
  };
  return {
    mode,
    person,
    form,
    reason,
    changed,
    gaps: asked ? gaps : [],
    reasonMissing: asked && reasonMissing,
    said,
    begin,
    change: (to) => {
      setEntry((now) => ({ ...now, edit: { ...now.edit, ...to }, said: '' }));
    },
    putReason: (typed) => {
      put({ reason: typed });
    },
    commit: async () => {
      if (mode === 'edit' && !changed && !takesBack) {
        put({ said: t('people.unchanged') });
        return { outcome: 'unchanged' };
      }
      const [field] = reasonMissing ? ['reason' as const] : gaps;
      put({ said: '', asked: field !== undefined });
      if (field !== undefined) return { outcome: 'gap', field };
      const personId = await job.run({ mode, personId: person?.personId ?? '', form, reason });
      if (personId === undefined) return { outcome: 'refused' };
      begin('edit', personId);
      put({ said: t(`people.done.${takesBack ? 'takenBack' : mode}`, { name: form.fullName.trim() }) });
      return { outcome: 'recorded' };
    },
  };
}

/** The one chosen; the first where that one is not there. */
function personOf({ people }: PeopleJob, personId: string): PersonEntry | null {
  return people?.find((person) => person.personId === personId) ?? people?.[0] ?? null;
}
