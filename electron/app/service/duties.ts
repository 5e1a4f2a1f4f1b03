/** What the person at the desk is reminded of on every screen until it is done. */
import type { Duty } from '#shared/contract/office.ts';
import { permissionsOf } from '#shared/contract/permissions.ts';
import type { OpenDesk } from '../open-desk.ts';
import type { SessionPerson } from '../session.ts';
import { asksLastCode } from './numbers-told.ts';

export function dutiesOf({ store, recovery, papers }: OpenDesk, { roles }: SessionPerson, now: string): Duty[] {
  const may = permissionsOf(roles);
  return [
    ...(may.has('dossier.accept') && asksLastCode(store, now) ? (['lastCode'] as const) : []),
    ...(may.has('dossier.read') && papers.faults().length > 0 ? (['papers'] as const) : []),
    ...(may.has('settings.write') && recovery.mustBeReplaced() ? (['recoveryCode'] as const) : []),
  ];
}
