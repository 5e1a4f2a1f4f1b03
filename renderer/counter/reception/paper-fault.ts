import type { PaperStage } from './reception-store.ts';

/** Why no paper is on its way (key under `errors`), or null. */
export function paperFault({ failure, print }: PaperStage): string | null {
  if (failure !== null) return failure.code;
  if (print === null || print.queued) return null;
  return print.queueFault ?? 'printer-silent';
}
