import { parseLocalDateTime } from '#shared/domain/deadline/local-date-time.ts';
import { authorOf } from '../author.ts';
import { os } from '../os.ts';

const state = os.clock.state.handler(({ context }) => context.desk.clock.look());

const confirm = os.clock.confirm.handler(({ context, input }) => {
  const { desk, session, status } = context;
  // Before set-up there is no counter whose clock it could be.
  desk.open();
  const trueAt = input.trueAt === null ? null : parseLocalDateTime(input.trueAt, 'trueAt');
  desk.clock.confirm(authorOf(desk, session), { ...input, trueAt });
  status.changed();
  return desk.clock.look();
});

export const clockHandlers = { state, confirm };
