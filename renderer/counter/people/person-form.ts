/** One person as typed, what is missing, and whether anything was changed. */
import { Pin } from '#shared/contract/office.ts';
import type { Role } from '#shared/contract/permissions.ts';
import type { PersonEntry } from '#shared/contract/person.ts';

export type PersonForm = {
  readonly fullName: string;
  readonly title: string;
  readonly roles: readonly Role[];
  readonly pin: string;
  readonly pinAgain: string;
};

/** What the right side is doing: a person's own facts, somebody new, a new PIN, an end at this counter. */
export type PersonMode = 'edit' | 'new' | 'pin' | 'dismiss';

/** Also the `data-field` that takes the focus, and the sentence under `setUp.gaps`. */
export type PersonGap = 'fullName' | 'roles' | 'pin' | 'pinAgain';

export const emptyPerson: PersonForm = { fullName: '', title: '', roles: ['receptionist'], pin: '', pinAgain: '' };

export function formOf({ fullName, title, roles }: PersonEntry): PersonForm {
  return { fullName, title: title ?? '', roles, pin: '', pinAgain: '' };
}

export function personGaps(form: PersonForm, mode: PersonMode): readonly PersonGap[] {
  const { fullName, roles, pin, pinAgain } = form;
  const facts = [...(fullName.trim() === '' ? ['fullName' as const] : []), ...(roles.length === 0 ? ['roles' as const] : [])];
  const pins = [...(Pin.safeParse(pin).success ? [] : ['pin' as const]), ...(pin === pinAgain ? [] : ['pinAgain' as const])];
  if (mode === 'new') return [...facts, ...pins];
  if (mode === 'edit') return facts;
  return mode === 'pin' ? pins : [];
}

/** Name, title and roles as they are kept. */
export function factsOf({ fullName, title, roles }: PersonForm) {
  return {
    fullName: fullName.trim().normalize('NFC'),
    roles: [...roles],
    title: title.trim() === '' ? null : title.trim().normalize('NFC'),
  };
}

/** Whether leaving `form` would lose something. */
export function isChanged(form: PersonForm, reason: string, mode: PersonMode, person: PersonEntry | null): boolean {
  const hasPin = form.pin !== '' || form.pinAgain !== '';
  if (mode === 'new') return form.fullName !== '' || form.title !== '' || hasPin;
  if (mode === 'pin') return hasPin;
  if (mode === 'dismiss') return reason.trim() !== '';
  if (person === null) return false;
  const facts = factsOf(form);
  return (
    facts.fullName !== person.fullName || facts.title !== person.title || facts.roles.toSorted().join() !== person.roles.toSorted().join()
  );
}
