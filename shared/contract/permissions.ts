/** What each role may do at the counter (NĐ 61/2018 Đ11, Đ12, Đ18–Đ20). The app's one middleware and the page's dim keys read the same table. */
import * as z from 'zod';

export const Role = z.enum(['receptionist', 'specialist', 'approver', 'unitHead', 'administrator']);
export type Role = z.infer<typeof Role>;

export const Permission = z.enum([
  'dossier.read',
  'dossier.accept',
  'dossier.process',
  'dossier.resolve',
  'dossier.return',
  'dossier.void',
  'paper.print',
  'register.import',
  'person.manage',
  'settings.write',
]);
export type Permission = z.infer<typeof Permission>;

const permissionsOfRole: Readonly<Record<Role, readonly Permission[]>> = {
  receptionist: ['dossier.read', 'dossier.accept', 'dossier.process', 'dossier.return', 'dossier.void', 'paper.print'],
  specialist: ['dossier.read', 'dossier.process', 'dossier.resolve', 'paper.print'],
  approver: ['dossier.read', 'dossier.process', 'dossier.resolve', 'paper.print'],
  // Answers for the counter, and stands in for anybody; written out, so that nobody gets a new permission unasked.
  unitHead: [
    'dossier.read',
    'dossier.accept',
    'dossier.process',
    'dossier.resolve',
    'dossier.return',
    'dossier.void',
    'paper.print',
    'register.import',
    'person.manage',
    'settings.write',
  ],
  administrator: ['dossier.read', 'register.import', 'person.manage', 'settings.write'],
};

/** Union of what the roles allow. */
export function permissionsOf(roles: readonly Role[]): ReadonlySet<Permission> {
  return new Set(roles.flatMap((role) => permissionsOfRole[role]));
}
