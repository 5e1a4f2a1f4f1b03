/** A disk of few megabytes, to be filled: a tmpfs of its own. */
import { execFileSync, spawnSync } from 'node:child_process';
import { closeSync, mkdirSync, openSync, rmSync, statfsSync, writeSync } from 'node:fs';
import { join } from 'node:path';

export type SmallDisk = {
  readonly path: string;
  /** Leaves `bytes` free, by a file that holds the rest. */
  readonly fill: (bytes: number) => void;
  /** Takes that file away. */
  readonly free: () => void;
  readonly remove: () => void;
};

const asRoot = (...command: string[]): void => {
  const [program = '', ...parameters] = process.getuid?.() === 0 ? command : ['sudo', '-n', ...command];
  execFileSync(program, parameters, { stdio: ['ignore', 'ignore', 'inherit'] });
};

/** Why this user can have none; undefined where there is no reason. A test that needs one skips itself with it. */
export const whyNoSmallDisk: string | undefined =
  process.getuid?.() === 0 || spawnSync('sudo', ['-n', 'true'], { stdio: 'ignore' }).status === 0
    ? undefined
    : 'only root may mount a small disk';

/** At `path`, which is made where it is not there. Throws where this user may mount nothing. */
export function smallDisk(path: string, megabytes: number): SmallDisk {
  mkdirSync(path, { recursive: true });
  asRoot('mount', '-t', 'tmpfs', '-o', `size=${String(megabytes)}m,mode=0711,uid=${String(process.getuid?.() ?? 0)}`, 'tmpfs', path);
  const ballast = join(path, 'ballast');
  const free = (): void => {
    rmSync(ballast, { force: true });
  };
  return {
    path,
    fill: (bytes) => {
      const file = openSync(ballast, 'w');
      try {
        for (;;) {
          const { bavail, bsize } = statfsSync(path);
          const left = bavail * bsize - bytes;
          if (left <= 0) return;
          writeSync(file, Buffer.alloc(Math.min(left, 1_048_576)));
        }
      } finally {
        closeSync(file);
      }
    },
    free,
    remove: () => {
      asRoot('umount', '-l', path);
    },
  };
}
