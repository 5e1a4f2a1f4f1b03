import { execFileSync, spawn, spawnSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { userInfo } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';

const runs = (): boolean =>
  execFileSync('lpstat', ['-r'], { encoding: 'utf8', env: { ...process.env, LC_ALL: 'C' } }).includes('is running');

async function until<T>(look: () => T | undefined, what: string): Promise<T> {
  for (let tries = 0; tries < 600; tries += 1) {
    const found = look();
    if (found !== undefined) return found;
    await pause(100);
  }
  throw new Error(`${what} did not come within a minute`);
}

/** Where cups-pdf puts this user's files: it goes by the system's list of users, not by `HOME`. */
function outFolder(): string {
  const out = /^Out\s+(\S+)/m.exec(readFileSync('/etc/cups/cups-pdf.conf', 'utf8'))?.[1] ?? '/var/spool/cups-pdf/${USER}';
  const { homedir, username } = userInfo();
  return out.replace('${HOME}', homedir).replace('${USER}', username);
}

export type CupsPdf = {
  readonly printer: string;
  /** Waits for the file of one job and takes it away. */
  output(jobId: string): Promise<Uint8Array>;
  stop(): void;
};

/**
 * One print scheduler for a whole run of tests, which print beside each other: started when none runs, and then stopped by what this answers. Where the system has
 * none it is left to the tests that print to say so.
 */
export async function startScheduler(): Promise<() => Promise<void>> {
  if (whyNoQueue !== undefined || !isInstalled() || runs()) return () => Promise.resolve();
  const own = spawn('cupsd', ['-f'], { stdio: 'ignore' });
  await until(() => (runs() ? true : undefined), 'the print scheduler');
  return async () => {
    const ended = new Promise((resolve) => own.once('exit', resolve));
    own.kill('SIGTERM');
    await ended;
  };
}

function isInstalled(): boolean {
  return (
    spawnSync('cupsd', ['-t'], { stdio: 'ignore' }).error === undefined &&
    spawnSync('lpstat', ['-r'], { stdio: 'ignore' }).error === undefined
  );
}

/** Why this user can have no queue; undefined where there is no reason. A test that prints skips itself with it. */
export const whyNoQueue: string | undefined = process.getuid?.() === 0 ? undefined : 'only root may make a print queue';

/** A private cups-pdf queue on the running scheduler. Throws where `whyNoQueue` says so. */
export function startCupsPdf(): CupsPdf {
  if (!runs()) throw new Error('No print scheduler runs: cupsd is missing, or could not be started');
  const printer = `mot-cua-test-${String(process.pid)}`;
  execFileSync('lpadmin', ['-p', printer, '-E', '-v', 'cups-pdf:/', '-m', 'lsb/usr/cups-pdf/CUPS-PDF_opt.ppd'], { stdio: 'ignore' });
  return {
    printer,
    async output(jobId) {
      const folder = outFolder();
      const number = jobId.slice(jobId.lastIndexOf('-') + 1);
      const complete = (path: string) => readFileSync(path).subarray(-16).includes('%%EOF');
      const find = () =>
        existsSync(folder)
          ? readdirSync(folder)
              .map((name) => join(folder, name))
              .find((path) => path.endsWith(`-job_${number}.pdf`) && complete(path))
          : undefined;
      const path = await until(find, 'the printed file');
      const bytes = readFileSync(path);
      rmSync(path);
      return bytes;
    },
    stop: () => {
      execFileSync('lpadmin', ['-x', printer], { stdio: 'ignore' });
    },
  };
}
