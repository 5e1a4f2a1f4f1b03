import { dateOf, fromInstant } from '#shared/domain/deadline/local-date-time.ts';
import { os } from '../os.ts';
import { keepClosed, keepCounted } from '../service/day-kept.ts';
import { dayClosed, dayReview } from '../service/day-review.ts';
import { personOf } from '../session.ts';

const review = os.dayEnd.review.handler(({ context }) => {
  const { store, office } = context.desk.open();
  return dayReview(store, office(), personOf(context.session).personId, context.desk.ports.clock.now());
});

const count = os.dayEnd.count.handler(({ context, input }) => {
  const { store } = context.desk.open();
  keepCounted(store, dateOf(fromInstant(context.desk.ports.clock.now())), input.personId, input.countedVnd);
  return {};
});

const close = os.dayEnd.close.handler(({ context }) => {
  const { store } = context.desk.open();
  const closed = dayClosed(store, personOf(context.session), context.desk.ports.clock.now());
  keepClosed(store, closed);
  return closed;
});

export const dayEndHandlers = { review, count, close };
