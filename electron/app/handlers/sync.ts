import { setTimeout as wait } from 'node:timers/promises';
import type { Retried, SendState, SyncProgress } from '#shared/contract/sync.ts';
import type { SendFault } from '../../store/sync/send-attempts.ts';
import type { SyncEngine } from '../../sync/engine.ts';
import { syncStatus } from '../../sync/status.ts';
import { authorAt, authorOf } from '../author.ts';
import { type Context, os } from '../os.ts';

const shortestGapMs = 100;

const status = os.sync.status.handler(({ context }) => syncStatus(context.desk.open().store));

const run = os.sync.run.handler(({ context, signal }) => attempt(context, false, signal));

const closeDay = os.sync.closeDay.handler(({ context, signal }) => attempt(context, true, signal));

const pause = os.sync.pause.handler(({ context }) => {
  const { store, sync } = context.desk.open();
  store.sync.hold(true);
  sync.pause();
  return {};
});

const watch = os.sync.watch.handler(async function* ({ context, signal }): AsyncGenerator<SyncProgress> {
  const { sync, store } = context.desk.open();
  const changes = watching(sync);
  const gone = new Promise<void>((resolve) => {
    signal?.addEventListener(
      'abort',
      () => {
        resolve();
      },
      { once: true },
    );
  });
  const isOver = (): boolean => signal?.aborted === true || context.session.person === null || !context.desk.isOpen();
  try {
    for (;;) {
      await Promise.race([changes.next(), gone]);
      if (isOver()) return;
      const progress = sync.progress();
      const last = progress.phase === 'failed' ? store.sync.last() : undefined;
      const code = last?.error ?? null;
      yield { ...progress, fault: code === null ? null : { code, details: { ...last?.details } }, complete: null };
      await wait(shortestGapMs);
    }
  } finally {
    changes.stop();
  }
});

/** The attempt goes on when its window is closed; who asks again joins it. */
async function* attempt({ desk, session, status }: Context, close: boolean, signal: AbortSignal | undefined): AsyncGenerator<SyncProgress> {
  const { sync, store } = desk.open();
  store.sync.hold(false);
  const changes = watching(sync);
  // Who began it stands behind it, also when the screen locks meanwhile.
  const { actorId } = authorOf(desk, session);
  const outcome = sync.run({ close, author: () => authorAt(desk, actorId) });
  const isGone = (): boolean => signal?.aborted === true;
  const ended = outcome.then(
    () => true,
    () => true,
  );
  try {
    while (!isGone() && !(await Promise.race([ended, changes.next()]))) {
      status.changed();
      yield { ...sync.progress(), fault: null, complete: null };
      await wait(shortestGapMs);
    }
  } finally {
    changes.stop();
  }
  if (isGone()) return;
  const { complete, fault } = await outcome;
  status.changed();
  yield { ...sync.progress(), fault: crossing(fault), complete };
}

type Changes = { next(): Promise<false>; stop(): void };

/** Waits for a change after the last one told; changes in between are one. */
function watching(sync: SyncEngine): Changes {
  let changed = true;
  let wake: (() => void) | undefined;
  const stop = sync.watch(() => {
    changed = true;
    wake?.();
  });
  return {
    stop,
    next: async () => {
      if (!changed)
        await new Promise<void>((resolve) => {
          wake = resolve;
        });
      changed = false;
      return false;
    },
  };
}

const unsent = os.sync.unsent.handler(({ context, input }) => {
  const { rows, total } = context.desk.open().store.sync.unsentDossiers(input.offset, input.limit);
  return { rows: rows.map((row) => ({ ...row, lastError: crossing(row.lastError) })), total };
});

const ofDossier = os.sync.ofDossier.handler(({ context, input }) => sendStateOf(context, input.dossierId));

const retry = os.sync.retry.handler(async ({ context, input }): Promise<Retried> => {
  const { desk, session, status: feed } = context;
  const { sync, store } = desk.open();
  const { actorId } = authorOf(desk, session);
  store.sync.hold(false);
  const before = store.sync.unsent().acts;
  const { fault, unsent: left } = await sync.run({ close: false, author: () => authorAt(desk, actorId) });
  feed.changed();
  return {
    fault: crossing(fault),
    sentActs: Math.max(0, before - left.acts),
    dossier: input.dossierId === null ? null : sendStateOf(context, input.dossierId),
  };
});

const notices = os.sync.notices.handler(({ context }) =>
  context.desk
    .open()
    .store.sync.notices()
    .map((notice) => ({ ...notice, details: { ...notice.details } })),
);

const noticeSeen = os.sync.noticeSeen.handler(({ context, input }) => {
  context.desk.open().store.sync.noticeSeen(input.no, context.desk.ports.clock.now());
  return {};
});

function sendStateOf({ desk }: Context, dossierId: string | null): SendState {
  const state = desk.open().store.sync.sendState(dossierId);
  return { ...state, lastError: crossing(state.lastError) };
}

function crossing(fault: SendFault | null): Retried['fault'] {
  return fault === null ? null : { code: fault.code, details: { ...fault.details } };
}

export const syncHandlers = { status, run, watch, pause, closeDay, unsent, ofDossier, retry, notices, noticeSeen };
