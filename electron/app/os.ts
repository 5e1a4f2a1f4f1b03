/** The contract, waiting for its handlers: permission gate first, failures translated last. */
import { implement } from '@orpc/server';
import { counter } from '#shared/contract/counter.ts';
import type { CallMeta } from '#shared/contract/base.ts';
import type { Desk } from './desk.ts';
import { crossing, crossingAnswer } from './failures.ts';
import { followPerson } from './service/people.ts';
import { admit, type Session } from './session.ts';
import type { StatusFeed } from './status-feed.ts';

export type Context = { readonly session: Session; readonly desk: Desk; readonly status: StatusFeed };

export const os = implement(counter)
  .$context<Context>()
  .use(async ({ context, path, next }) => {
    const told = { path: path.join('.'), ports: context.desk.ports };
    try {
      const result = await next();
      return { ...result, output: crossingAnswer(result.output, told) };
    } catch (error) {
      throw await crossing(error, told);
    }
  })
  .use(({ context, procedure, next }) => {
    const { needs } = procedure['~orpc'].meta as CallMeta;
    if (needs !== 'anyone' && context.desk.isOpen()) followPerson(context.session, context.desk.open().store);
    admit(context.session, needs);
    return next();
  });
