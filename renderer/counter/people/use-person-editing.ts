/** One person at a time: who is shown, what is done with them, what is typed, and F9. */
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { PersonEntry } from '#shared/contract/person.ts';
import { keptTyping, useSayKept } from '../frame/kept-typing.ts';
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
  /** What was typed is given up. */
  readonly discard: () => void;
  readonly putReason: (reason: string) => void;
  /** F9. */
  readonly commit: () => Promise<Committed>;
};

/** The app refused: its bar says why. A gap is the field that is missing. */
export type Committed =
  { readonly outcome: 'recorded' | 'unchanged' | 'refused' } | { readonly outcome: 'gap'; readonly field: PersonGap | 'reason' };

type Pins = Pick<PersonForm, 'pin' | 'pinAgain'>;
type Entry = {
  readonly mode: PersonMode;
  /** Null: the one signed in. */
  readonly chosenId: string | null;
  readonly edit: Partial<Omit<PersonForm, keyof Pins>>;
  readonly reason: string;
};
/** What an unlocked desk does not show again: a PIN is typed anew. */
type Passing = { readonly pins: Partial<Pins>; readonly asked: boolean; readonly said: string };

const untouched = { edit: {}, reason: '' } as const;
const passed: Passing = { pins: {}, asked: false, said: '' };
const isTyped = ({ edit, reason }: Entry): boolean => Object.keys(edit).length > 0 || reason !== '';
const usePersonTyping = keptTyping<Entry>({ mode: 'edit', chosenId: null, ...untouched }, isTyped);

export function usePersonEditing(job: PeopleJob, firstId: string): PersonEditing {
  const { t } = useTranslation();
  const { typed: entry, put, forget } = usePersonTyping();
  const [{ pins, asked, said }, setPassing] = useState(passed);
  useSayKept(isTyped(entry));
  const { mode, reason } = entry;
  const chosenId = entry.chosenId ?? firstId;
  const person = mode === 'new' ? null : personOf(job, chosenId);
  const form = { ...(person === null ? emptyPerson : formOf(person)), ...entry.edit, ...pins };
  const gaps = personGaps(form, mode);
  const reasonMissing = mode === 'dismiss' && reason.trim() === '';
  const changed = isChanged(form, reason, mode, person);
  const takesBack = mode === 'edit' && person?.active === false;
  const begin: PersonEditing['begin'] = (next, personId = person?.personId ?? chosenId) => {
    put(() => ({ mode: next, chosenId: personId, ...untouched }));
    setPassing(passed);
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
    discard: forget,
    change: ({ pin, pinAgain, ...to }) => {
      if (Object.keys(to).length > 0) put((now) => ({ ...now, edit: { ...now.edit, ...to } }));
      setPassing((now) => ({
        ...now,
        pins: { ...now.pins, ...(pin === undefined ? {} : { pin }), ...(pinAgain === undefined ? {} : { pinAgain }) },
        said: '',
      }));
    },
    putReason: (typed) => {
      put((now) => ({ ...now, reason: typed }));
    },
    commit: async () => {
      if (mode === 'edit' && !changed && !takesBack) {
        setPassing((now) => ({ ...now, said: t('people.unchanged') }));
        return { outcome: 'unchanged' };
      }
      const [field] = reasonMissing ? ['reason' as const] : gaps;
      setPassing((now) => ({ ...now, said: '', asked: field !== undefined }));
      if (field !== undefined) return { outcome: 'gap', field };
      const personId = await job.run({ mode, personId: person?.personId ?? '', form, reason });
      if (personId === undefined) return { outcome: 'refused' };
      begin('edit', personId);
      setPassing({ ...passed, said: t(`people.done.${takesBack ? 'takenBack' : mode}`, { name: form.fullName.trim() }) });
      return { outcome: 'recorded' };
    },
  };
}

/** The one chosen; the first where that one is not there. */
function personOf({ people }: PeopleJob, personId: string): PersonEntry | null {
  return people?.find((person) => person.personId === personId) ?? people?.[0] ?? null;
}
