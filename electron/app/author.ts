import type { Desk } from './desk.ts';
import type { Author } from './service/body.ts';
import { personOf, type Session } from './session.ts';

/** The signed-in person, now. */
export function authorOf(desk: Desk, session: Session): Author {
  return { actorId: personOf(session).personId, recordedAt: desk.ports.clock.now() };
}
