/** Backups of the open desk by themselves: soon after it opens when the last is old, then as the plan wants, when anything has changed. */
import type { Desk } from './desk.ts';
import type { StatusFeed } from './status-feed.ts';

const lookEveryMs = 60_000;
/** The first minute belongs to the person who waits for the window. */
const firstLookMs = 20_000;

export function startBackups(desk: Desk, status: StatusFeed): { stop(): void } {
  let checked: unknown;
  const look = async (): Promise<void> => {
    if (!desk.isOpen()) return;
    const { backups, store } = desk.open();
    try {
      if (checked !== store) {
        checked = store;
        await backups.checkLog();
      }
      if (backups.isDue()) {
        await backups.run('hourly', true);
        await backups.checkLog();
      }
    } catch (error) {
      // Told in the status and tried again in a minute: nobody at the counter waits for it.
      desk.ports.log('safekeeping-failed', { name: error instanceof Error ? error.name : 'unknown' });
    } finally {
      status.changed();
    }
  };
  let busy = false;
  const tick = (): void => {
    if (busy) return;
    busy = true;
    void look().finally(() => {
      busy = false;
    });
  };
  const first = setTimeout(tick, firstLookMs).unref();
  const timer = setInterval(tick, lookEveryMs).unref();
  return {
    stop: () => {
      clearTimeout(first);
      clearInterval(timer);
    },
  };
}
