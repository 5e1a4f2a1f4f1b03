/** The months of papers of the open desk: each looked at right after it opens, one thoroughly a day, and whatever is found told to every window. */
import { factsOf } from '#shared/error-facts.ts';
import type { Desk } from './desk.ts';
import type { StatusFeed } from './status-feed.ts';

/** Between two months: each look opens a file, and a person is at work. */
const betweenLooksMs = 50;
const lookEveryMs = 2000;
/** The first minutes belong to whoever begins work. */
const thoroughAfterMs = 5 * 60_000;
const thoroughEveryMs = 60 * 60_000;

type Watched = { readonly store: unknown; looks: readonly (() => void)[]; thoroughAtMs: number };

export function startPapersWatch(desk: Desk, status: StatusFeed): { stop(): void } {
  let watched: Watched | undefined;
  let told = '[]';

  const checkNext = (): void => {
    desk
      .open()
      .papers.checkNext()
      .catch((error: unknown) => {
        desk.ports.log('papers-not-checked', factsOf(error));
      });
  };
  const look = (): void => {
    if (!desk.isOpen()) return;
    const { store, papers } = desk.open();
    if (watched?.store !== store) watched = { store, looks: papers.looks(), thoroughAtMs: performance.now() + thoroughAfterMs };
    const [next, ...rest] = watched.looks;
    watched.looks = rest;
    next?.();
    if (performance.now() > watched.thoroughAtMs) {
      watched.thoroughAtMs += thoroughEveryMs;
      checkNext();
    }
    const faults = JSON.stringify(papers.faults());
    if (faults === told) return;
    told = faults;
    status.changed();
  };
  const tick = (): void => {
    try {
      look();
    } catch (error) {
      // Work goes on; the next use of a paper says the same.
      desk.ports.log('papers-not-looked-at', factsOf(error));
    }
    timer = setTimeout(tick, (watched?.looks.length ?? 0) > 0 ? betweenLooksMs : lookEveryMs).unref();
  };
  let timer = setTimeout(tick, betweenLooksMs).unref();
  return {
    stop: () => {
      clearTimeout(timer);
    },
  };
}
