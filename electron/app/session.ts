import { fail } from '#shared/errors.ts';
import { type Permission, permissionsOf, type Role } from '#shared/contract/permissions.ts';
import type { Needs } from '#shared/contract/base.ts';

export type SessionPerson = {
  readonly personId: string;
  readonly fullName: string;
  readonly roles: readonly Role[];
  readonly title: string | null;
};

/** One line to one window. Signing in lasts as long as the line: a reload starts at the sign-in screen again. */
export type Session = { person: SessionPerson | null };

export function newSession(): Session {
  return { person: null };
}

/** The one gate before every handler. Throws `not-signed-in` or `not-permitted`. */
export function admit(session: Session, needs: Needs): void {
  if (needs === 'anyone') return;
  if (session.person === null) throw fail('not-signed-in', {});
  if (needs !== 'signedIn' && !permissionsOf(session.person.roles).has(needs)) throw fail('not-permitted', { needs });
}

/** The signed-in person. Throws `not-signed-in`. */
export function personOf(session: Session): SessionPerson {
  if (session.person === null) throw fail('not-signed-in', {});
  return session.person;
}

export function permissionList(person: SessionPerson): Permission[] {
  return [...permissionsOf(person.roles)];
}

/** Letters for the tile: first of family name and given name, "Lê Thị Hạnh" → "LH". */
export function initialsOf(fullName: string): string {
  const words = fullName.split(/\s+/u).filter((word) => word !== '');
  const first = words[0]?.[0] ?? '';
  const last = words.length > 1 ? (words.at(-1)?.[0] ?? '') : '';
  return (first + last).toLocaleUpperCase('vi');
}
