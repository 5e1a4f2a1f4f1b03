import type { Ports } from '../ports.ts';
import { dropStaleUploads } from './finish-blob.ts';
import { foldDossiers } from './fold-dossiers.ts';

const EVERY_MS = 60_000;

/** Work without a caller, one round at a time. A round that fails is logged and tried again with the next. */
export function runJobs(ports: Ports): { readonly stop: () => Promise<void> } {
  let round = Promise.resolve();
  const next = (): void => {
    round = round.then(() => oneRound(ports));
  };
  const timer = setInterval(next, EVERY_MS);
  timer.unref();
  return {
    stop: async () => {
      clearInterval(timer);
      await round;
    },
  };
}

async function oneRound(ports: Ports): Promise<void> {
  try {
    await foldDossiers(ports);
    await dropStaleUploads(ports);
  } catch (error) {
    ports.log.error({ error: error instanceof Error ? error.name : typeof error }, 'a round of jobs failed');
  }
}
