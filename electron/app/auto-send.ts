/** The open desk's attempts by itself: as the settings want them. */
import { authorAt } from './author.ts';
import { createScheduler, type Scheduler } from '../sync/scheduler.ts';
import type { Desk } from './desk.ts';
import { settingsOf } from './handlers/office.ts';
import type { StatusFeed } from './status-feed.ts';

/** Stands behind what sync itself makes when nobody pressed a key. */
const actorId = 'sync:auto';

export function startAutoSend(desk: Desk, status: StatusFeed): Scheduler {
  const { log } = desk.ports;
  return createScheduler({
    nowMs: () => performance.now(),
    every: (everyMs, run) => {
      const timer = setInterval(run, everyMs);
      timer.unref();
      return () => {
        clearInterval(timer);
      };
    },
    random: Math.random,
    mayTry: () => {
      if (!desk.isOpen()) return false;
      const open = desk.open();
      return settingsOf(open).autoSend && open.store.sync.enrolment() !== undefined && !open.store.sync.isHeld();
    },
    isUnderWay: () => desk.open().sync.isUnderWay(),
    run: async () => {
      try {
        return await desk.open().sync.run({ close: false, author: () => authorAt(desk, actorId) });
      } finally {
        status.changed();
      }
    },
    failed: (error) => {
      log('auto-send-failed', { name: error instanceof Error ? error.name : 'unknown' });
    },
  });
}
