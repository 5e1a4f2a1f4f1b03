/**
 * Keeps a line open and calls answered. When a line closes the keeper opens another (after 0, 1, then every 3 s); calls that were not
 * answered are made again with the same input, so a command keeps its `commandId` and is done once.
 *
 * A new line begins signed out. Calls other than `office.*` and those of a recovery code on screen therefore wait until `release` says that the same person is signed in
 * again; `forget` refuses them when another is.
 */
import { ORPCError } from '@orpc/client';
import { createStore, type StoreApi } from 'zustand/vanilla';
import type { Line, Link, OpenLine } from './line.ts';

export type LineState = {
  readonly phase: 'connecting' | 'open' | 'lost';
  /** Counts the lines there were: a new number, a new session. */ readonly generation: number;
};

export type Keeper = {
  readonly link: Link;
  readonly state: StoreApi<LineState>;
  readonly release: () => void;
  readonly forget: () => void;
  /** Whether a command is on its way: closing the page now would leave its answer unseen. */
  readonly hasUnanswered: () => boolean;
};

/** The line closed under a call that must not be repeated, or whose person has left. */
export class LineLost extends Error {
  override readonly name = 'LineLost';
}

const waitsMs = [0, 1000, 3000];
/** Counted or once-only: the person must see the first answer before it is made again. */
const onceOnly: ReadonlySet<string> = new Set([
  'office.signIn',
  'office.setUp',
  'office.unlockWithRecoveryCode',
  'keys.newCode',
  'keys.printCode',
  'keys.setPinWithCode',
  'register.run',
  'triage.repair',
]);
/** Made with a recovery code on screen, when nobody may be signed in yet. */
const withoutPerson: ReadonlySet<string> = new Set([
  'triage.report',
  'triage.repair',
  'keys.printCode',
  'keys.confirmCode',
  'keys.setPinWithCode',
]);

/** Whether calls of a signed-in person may go out on this line; open until the page knows who is signed in. */
type Permit = { readonly given: Promise<boolean>; readonly settle: (ok: boolean) => void; settled: boolean };

export function keepLine(open: OpenLine): Keeper {
  const state = createStore<LineState>(() => ({ phase: 'connecting', generation: 0 }));
  let line = connect(open, state);
  let permit = newPermit();

  const follow = async (): Promise<void> => {
    for (;;) {
      const { closed } = await line;
      await closed;
      if (permit.settled) permit = newPermit();
      state.setState({ phase: 'lost' });
      line = connect(open, state);
    }
  };
  void follow();

  let unanswered = 0;

  const ask: Link['call'] = async (path, input, options) => {
    const name = path.join('.');
    for (;;) {
      if (!name.startsWith('office.') && !withoutPerson.has(name) && !(await permit.given)) throw new LineLost();
      const current = await line;
      try {
        return await current.link.call(path, input, options);
      } catch (error) {
        if (error instanceof ORPCError || options.signal?.aborted === true || !(await isClosed(current))) throw error;
        if (onceOnly.has(name)) throw new LineLost('', { cause: error });
      }
    }
  };

  const call: Link['call'] = async (path, input, options) => {
    if (!isCommand(input)) return ask(path, input, options);
    unanswered += 1;
    try {
      return await ask(path, input, options);
    } finally {
      unanswered -= 1;
    }
  };

  return {
    link: { call },
    hasUnanswered: () => unanswered > 0,
    state,
    release: () => {
      permit.settle(true);
    },
    forget: () => {
      permit.settle(false);
      permit = newPermit();
    },
  };
}

function isCommand(input: unknown): boolean {
  return typeof input === 'object' && input !== null && 'commandId' in input;
}

function newPermit(): Permit {
  const { promise, resolve } = Promise.withResolvers<boolean>();
  const permit: Permit = {
    given: promise,
    settled: false,
    settle: (ok) => {
      permit.settled = true;
      resolve(ok);
    },
  };
  return permit;
}

async function connect(open: OpenLine, state: StoreApi<LineState>): Promise<Line> {
  for (let attempt = 0; ; attempt += 1) {
    const waitMs = waitsMs[Math.min(attempt, waitsMs.length - 1)] ?? 0;
    if (waitMs > 0)
      await new Promise((resolve) => {
        setTimeout(resolve, waitMs);
      });
    const line = await open().catch(() => undefined);
    if (line === undefined) {
      state.setState({ phase: 'lost' });
      continue;
    }
    state.setState(({ generation }) => ({ phase: 'open', generation: generation + 1 }));
    return line;
  }
}

/** A call may fail a moment before its line says that it closed. */
async function isClosed({ closed }: Line): Promise<boolean> {
  const soon = new Promise<boolean>((resolve) => {
    setTimeout(() => {
      resolve(false);
    }, 250);
  });
  return Promise.race([closed.then(() => true), soon]);
}
