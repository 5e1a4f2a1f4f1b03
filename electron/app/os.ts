/** The contract, waiting for its handlers: permission gate first, failures translated last. */
import { implement } from '@orpc/server';
import { counter } from '#shared/contract/counter.ts';
import type { CallMeta } from '#shared/contract/base.ts';
import { isStoreFault } from '../store/fault.ts';
import type { Desk } from './desk.ts';
import { crossing } from './failures.ts';
import { admit, type Session } from './session.ts';
import type { StatusFeed } from './status-feed.ts';

export type Context = { readonly session: Session; readonly desk: Desk; readonly status: StatusFeed };

export const os = implement(counter)
  .$context<Context>()
  .use(async ({ context, path, next }) => {
    try {
      return await next();
    } catch (error) {
      const { ids, log, restart } = context.desk.ports;
      if (isStoreFault(error, 'store-needs-reopening')) {
        restart();
        // No answer: the page asks again with the same id, and the reopened store knows.
        return new Promise<never>(() => {});
      }
      throw crossing(error, path.join('.'), ids, log);
    }
  })
  .use(({ context, procedure, next }) => {
    const { needs } = procedure['~orpc'].meta as CallMeta;
    admit(context.session, needs);
    return next();
  });
