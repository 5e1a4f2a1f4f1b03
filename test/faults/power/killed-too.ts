/** Commands that are also killed: what must hold after a kill must hold after a power cut, and more. */
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import type { MakeDrill } from '../kills/drill.ts';
import type { Heard, MakePowerDrill } from './drill.ts';

/** Looked at after the drill's own judge. `args`: those of the recorded command. */
export type After = (heard: Heard, args: readonly string[], path: string) => Promise<readonly string[]>;

/** As the drill of kills has it. `before`: what must hold before anything is started again. */
export const asKilled =
  (make: MakeDrill, { before, after }: { readonly before?: After; readonly after?: After } = {}): MakePowerDrill =>
  async (under) => {
    const drill = await make({ next: () => 0, upTo: () => 0 }, under);
    const { args, stdin } = await drill.next();
    // Every look has its disk from the recording.
    rmSync(join(drill.path, 'template'), { recursive: true, force: true });
    const { path, env } = drill;
    return {
      path,
      env,
      args,
      ...(stdin === undefined ? {} : { stdin }),
      judge: async (heard) => [
        ...((await before?.(heard, args, path)) ?? []),
        ...(await drill.judge({ said: heard.said, errors: heard.told, wasKilled: true, exitCode: null, places: '' })),
        ...((await after?.(heard, args, path)) ?? []),
      ],
      remove: () => {
        drill.remove();
      },
    };
  };
