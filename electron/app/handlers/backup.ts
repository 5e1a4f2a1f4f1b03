import { os } from '../os.ts';

const status = os.backup.status.handler(async ({ context }) => {
  const { backups } = context.desk.open();
  await backups.lookAtSecond();
  return backups.status();
});

const run = os.backup.run.handler(async function* ({ context, input }) {
  const { backups } = context.desk.open();
  const made = backups.run(input.reason);
  yield backups.status();
  await made;
  if (input.reason === 'dayClose') {
    // What the log may lose is a matter of the disk's size; the day is closed without it.
    await backups.cutLog().catch((error: unknown) => {
      context.desk.ports.log('log-not-cut', { name: error instanceof Error ? error.name : 'unknown' });
    });
  }
  yield backups.status();
});

const tellLastCode = os.backup.tellLastCode.handler(({ context, input }) => {
  const { backups } = context.desk.open();
  backups.tellLastCode(input.lastCode);
  context.status.changed();
  return backups.status();
});

const takeReserve = os.backup.takeReserve.handler(({ context }) => {
  const { backups } = context.desk.open();
  backups.takeReserve();
  context.status.changed();
  return backups.status();
});

const mendPapers = os.backup.mendPapers.handler(async ({ context, input }) => {
  const { backups, papers } = context.desk.open();
  const mended = await papers.mend(input.month);
  context.status.changed();
  return { status: backups.status(), papers: mended.papers, lost: [...mended.lost] };
});

export const backupHandlers = { mendPapers, status, run, tellLastCode, takeReserve };
