import { dateOf, fromInstant } from '#shared/domain/deadline/local-date-time.ts';
import { type Context, os } from '../os.ts';
import { keepClosed, keepCounted } from '../service/day-kept.ts';
import { type DaySlipDesk, daySlipOf, printDaySlip } from '../service/day-slip.ts';
import { dayClosed, dayReview } from '../service/day-review.ts';
import { personOf } from '../session.ts';
import { settingsOf } from './office.ts';

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

const slip = os.dayEnd.slip.handler(async ({ context, input }) => {
  const data = daySlipOf(slipDesk(context), input.layout, true);
  const { pages } = await context.desk.ports.paper.renderSvg({ form: 'daySlip', data });
  return { pages: [...pages], copyNo: data.copyNo };
});

const print = os.dayEnd.print.handler(({ context, input }) => {
  const open = context.desk.open();
  const { paper, queue, log } = context.desk.ports;
  const { printer: usual, slipPrinter } = settingsOf(open);
  const printer = input.layout === 'slip80' ? (slipPrinter ?? usual) : usual;
  return open.printDayOnce(input.commandId, () => printDaySlip(slipDesk(context), { paper, queue, log }, input.layout, printer));
});

function slipDesk({ desk, session }: Context): DaySlipDesk {
  const { store, office } = desk.open();
  return { store, office: office(), person: personOf(session), now: desk.ports.clock.now() };
}

export const dayEndHandlers = { review, count, close, slip, print };
