import type { RepairProgress } from '#shared/contract/triage.ts';
import type { Desk } from '../desk.ts';
import { os } from '../os.ts';

const report = os.triage.report.handler(({ context }) => context.desk.examine());

const repair = os.triage.repair.handler(async function* ({ context, input }): AsyncGenerator<RepairProgress> {
  const { desk, status } = context;
  yield { step: input.how === 'restore' ? 'backup' : 'log', report: null };
  const done = await desk.repair(input.how, input.lastCode);
  yield { step: 'opening', report: done };
  desk.openAgain();
  if (input.how === 'restore') backUpAtOnce(desk);
  status.changed();
  yield { step: 'done', report: done };
});

/** The next restore, should it ever come, must know of this life and what it gave. Nobody waits for it. */
function backUpAtOnce(desk: Desk): void {
  if (!desk.isOpen()) return;
  desk
    .open()
    .backups.run('restore')
    .catch((error: unknown) => {
      desk.ports.log('backup-after-restore-failed', { name: error instanceof Error ? error.name : 'unknown' });
    });
}

export const triageHandlers = { report, repair };
