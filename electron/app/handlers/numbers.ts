import { dateOf, fromInstant } from '#shared/domain/deadline/local-date-time.ts';
import { os } from '../os.ts';
import { printLedger } from '../service/ledger-paper.ts';
import { ledgerYears, numberLedger } from '../service/number-ledger.ts';
import { personOf } from '../session.ts';
import { settingsOf } from './office.ts';

const years = os.numbers.years.handler(({ context }) => {
  const today = dateOf(fromInstant(context.desk.ports.clock.now()));
  return ledgerYears(context.desk.open().store, Number(today.slice(0, 4)));
});

const gaps = os.numbers.gaps.handler(async function* ({ context, input }) {
  const reading = numberLedger(context.desk.open().store, input.year);
  for (;;) {
    const step = await reading.next();
    if (step.done === true) {
      yield { done: step.value.numbers, ledger: step.value };
      return;
    }
    yield { done: step.value, ledger: null };
  }
});

const print = os.numbers.print.handler(({ context: { desk, session }, input: { commandId, year } }) => {
  const open = desk.open();
  const { paper, queue, log, clock } = desk.ports;
  const by = { store: open.store, office: open.office(), person: personOf(session), now: clock.now() };
  return open.printDayOnce(commandId, () => printLedger(by, { paper, queue, log }, year, settingsOf(open).printer));
});

export const numbersHandlers = { years, gaps, print };
