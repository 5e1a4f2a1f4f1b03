/** Looks at the clock while the app is open: a jump, and midnight at the office, are told to every window within seconds. */
import { factsOf } from '#shared/error-facts.ts';
import type { Desk } from './desk.ts';
import type { StatusFeed } from './status-feed.ts';

const everyMs = 5000;

export function startClockTick({ clock, ports }: Pick<Desk, 'clock' | 'ports'>, status: StatusFeed): { readonly stop: () => void } {
  const stopListening = clock.listen(() => {
    status.changed();
  });
  const timer = setInterval(() => {
    try {
      clock.look();
    } catch (error) {
      // A full disk must not end the app over its clock; the next look says the same.
      ports.log('clock-not-looked-at', factsOf(error));
    }
  }, everyMs);
  timer.unref();
  return {
    stop: () => {
      clearInterval(timer);
      stopListening();
    },
  };
}
