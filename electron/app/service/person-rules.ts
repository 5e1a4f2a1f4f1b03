/**
 * Who may give whom which role, design §11. Nobody gives themselves a role they lack, but an administrator, who is answerable for the roles. To make an
 * administrator, or to take one away, takes an administrator, as long as the office has one. And somebody who manages people is always left at this counter.
 */
import { permissionsOf, type Role } from '#shared/contract/permissions.ts';
import { fail } from '#shared/errors.ts';
import type { Store } from '../../store/store.ts';
import { activePeople, findActivePerson } from './people.ts';

/** `personId` null: somebody new. Throws `own-role`, `administrators-only`, `last-leader`; `not-permitted` when the author manages nobody any more. */
export function refuseUnlawfulRoles(store: Store, authorId: string, personId: string | null, roles: readonly Role[]): void {
  const author = findActivePerson(store, authorId);
  if (author === undefined || !leads(author.roles)) throw fail('not-permitted', { needs: 'person.manage' });
  const before = personId === null ? [] : (findActivePerson(store, personId)?.roles ?? []);
  const isAdministrator = author.roles.includes('administrator');
  if (personId === authorId && !isAdministrator && roles.some((role) => !before.includes(role))) throw fail('own-role', {});
  if (roles.includes('administrator') !== before.includes('administrator')) refuseOthersThanAdministrators(store, authorId);
  if (leads(before) && !leads(roles) && !othersLead(store, personId)) throw fail('last-leader', {});
}

/** Throws `administrators-only` for anybody else, as long as the office has an administrator. */
export function refuseOthersThanAdministrators(store: Store, authorId: string): void {
  const administrators = activePeople(store).filter(({ roles }) => roles.includes('administrator'));
  if (administrators.length > 0 && administrators.every(({ personId }) => personId !== authorId)) throw fail('administrators-only', {});
}

const leads = (roles: readonly Role[]): boolean => permissionsOf(roles).has('person.manage');

/** Who has no PIN here cannot come and set one. */
function othersLead(store: Store, personId: string | null): boolean {
  return activePeople(store).some(
    (person) => person.personId !== personId && leads(person.roles) && store.credentials.find(person.personId) !== undefined,
  );
}
