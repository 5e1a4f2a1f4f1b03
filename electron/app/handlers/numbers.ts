import { dateOf, fromInstant } from '#shared/domain/deadline/local-date-time.ts';
import { os } from '../os.ts';
import { ledgerYears, numberLedger } from '../service/number-ledger.ts';

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

export const numbersHandlers = { years, gaps };
