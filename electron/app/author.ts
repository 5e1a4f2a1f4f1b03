import type { Desk } from './desk.ts';
import type { Author } from './service/body.ts';
import { personOf, type Session } from './session.ts';

/** The signed-in person, now. */
export function authorOf(desk: Desk, session: Session): Author {
  return authorAt(desk, personOf(session).personId);
}

/** `actorId`, now: by the machine's clock, and by the office's. */
export function authorAt({ clock }: Desk, actorId: string): Author {
  return { actorId, recordedAt: clock.deviceNow(), officeNow: clock.now() };
}
