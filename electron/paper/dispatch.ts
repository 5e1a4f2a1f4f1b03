/** The paper processes behind one port: which lane takes which job. */
import type { SafekeepingPort } from '../backup/port.ts';
import { type JobKind, type JobKinds, jobRules, type Lane } from './jobs.ts';
import { type LaneQueue, laneQueue, type PaperLimits } from './lane-queue.ts';
import type { PaperChild } from './paper-child.ts';
import type { PaperPort } from './port.ts';

const LANE_RESTS_AFTER_MS = 60_000;

/**
 * A lane each. The quick one is started at once, so that the first receipt finds it warm; the others when there is
 * work for them, and they end when they have had none for a while.
 */
export function dispatchPaper(start: (lane: Lane) => PaperChild, limits: PaperLimits = {}): PaperPort & SafekeepingPort {
  const lanes: { readonly [lane in Lane]: LaneQueue } = {
    quick: laneQueue(() => start('quick'), { ...limits, restsAfterMs: null }),
    long: laneQueue(() => start('long'), { ...limits, restsAfterMs: LANE_RESTS_AFTER_MS }),
    safekeeping: laneQueue(() => start('safekeeping'), { ...limits, restsAfterMs: LANE_RESTS_AFTER_MS }),
  };
  const ask = <K extends JobKind>(kind: K, input: JobKinds[K]['input']): Promise<JobKinds[K]['output']> =>
    lanes[jobRules[kind].lane].ask(kind, input);
  return {
    renderPdf: (job) => ask('renderPdf', job),
    renderSvg: (job) => ask('renderSvg', job),
    renderBook: (job) => ask('renderBook', job),
    readRegister: (bytes) => ask('readRegister', bytes),
    backup: (job) => ask('backup', job),
    checkLog: (job) => ask('checkLog', job),
    renewLog: (job) => ask('renewLog', job),
    findCut: (job) => ask('findCut', job),
    examine: (job) => ask('examine', job),
    checkPapers: (job) => ask('checkPapers', job),
    mendMonth: (job) => ask('mendMonth', job),
    lostPapers: (job) => ask('lostPapers', job),
    repairLog: (job) => ask('repairLog', job),
    restore: (job) => ask('restore', job),
    close: () => {
      for (const lane of Object.values(lanes)) lane.close();
      return Promise.resolve();
    },
  };
}
