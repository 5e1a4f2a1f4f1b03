import type { RepairProgress } from '#shared/contract/triage.ts';
import { os } from '../os.ts';

const report = os.triage.report.handler(({ context }) => context.desk.examine());

const repair = os.triage.repair.handler(async function* ({ context, input }): AsyncGenerator<RepairProgress> {
  const { desk, status } = context;
  yield { step: input.how === 'restore' ? 'backup' : 'log', report: null };
  const done = await desk.repair(input.how, input.lastCode);
  yield { step: 'opening', report: done };
  desk.openAgain();
  status.changed();
  yield { step: 'done', report: done };
});

export const triageHandlers = { report, repair };
