/** One command of the product in a process of its own, and its end by SIGKILL. */
import { spawn } from 'node:child_process';
import { join } from 'node:path';
import type { Readable, Writable } from 'node:stream';
import { setTimeout as pause } from 'node:timers/promises';
import { cliEntry } from '../../helpers/cli.ts';

export type Killing = {
  /** The command line unless it says otherwise. */
  readonly entry?: string;
  readonly args: readonly string[];
  readonly stdin?: string;
  readonly env: NodeJS.ProcessEnv;
  /** Killed while it stays at its n-th place; with `goesOn` some milliseconds after it came there. 0: it runs to its end. */
  readonly standAt: number;
  /** Only places where a transaction is open are counted. */
  readonly inTransactions?: boolean;
  readonly goesOn?: { readonly afterMs: number };
};

export type Killed = {
  /** False: it had come to its end before. */
  readonly wasKilled: boolean;
  readonly exitCode: number | null;
  /** Letters of `standing.ts`. */
  readonly places: string;
  /** Whole lines of stdout, what it confirmed; a last one without its end was never heard. */
  readonly said: readonly unknown[];
  readonly errors: string;
};

const standing = join(import.meta.dirname, 'standing.ts');
export const placesIn = (letters: string): number => letters.replaceAll(/[^TVFRr]/gu, '').length;
/** How many of them are passed while a transaction is open. */
export function placesInTransactions(letters: string): number {
  let [open, found] = [false, 0];
  for (const letter of letters) {
    if (letter === '(') open = true;
    if (letter === ')') open = false;
    if (open && /[TVFRr]/u.test(letter)) found += 1;
  }
  return found;
}

/** Whether the last thing heard of it is of a transaction that is open. */
export const isInTransaction = ({ places }: Killed): boolean => places.lastIndexOf('(') > places.lastIndexOf(')');

export async function killed({
  entry = cliEntry,
  args,
  stdin = '',
  env,
  standAt,
  inTransactions = false,
  goesOn,
}: Killing): Promise<Killed> {
  const child = spawn(process.execPath, ['--import', standing, entry, ...args], {
    env: { ...env, STAND_AT: goesOn === undefined ? String(standAt) : '0', STAND_IN: inTransactions ? 'transaction' : '' },
    stdio: ['pipe', 'pipe', 'pipe', 'pipe'],
  });
  const [toIt, stdout, stderr, hooks] = child.stdio as unknown as [Writable, Readable, Readable, Readable];
  const heard = { stdout: '', stderr: '', places: '' };
  stdout.setEncoding('utf8').on('data', (text: string) => (heard.stdout += text));
  stderr.setEncoding('utf8').on('data', (text: string) => (heard.stderr += text));
  const reached = new Promise<boolean>((resolve) => {
    hooks.setEncoding('latin1').on('data', (text: string) => {
      heard.places += text;
      if (standAt > 0 && (inTransactions ? placesInTransactions(heard.places) : placesIn(heard.places)) >= standAt) resolve(true);
    });
  });
  // It may die with lines unread.
  toIt.on('error', () => undefined);
  toIt.end(stdin);
  const closed = new Promise<false>((resolve, reject) => {
    child.once('error', reject).once('close', () => {
      resolve(false);
    });
  });
  if (await Promise.race([reached, closed])) {
    if (goesOn !== undefined) await pause(goesOn.afterMs);
    child.kill('SIGKILL');
  }
  await closed;
  const said = heard.stdout
    .split('\n')
    .slice(0, -1)
    .map((line) => JSON.parse(line) as unknown);
  return { wasKilled: child.signalCode === 'SIGKILL', exitCode: child.exitCode, places: heard.places, said, errors: heard.stderr };
}
