import { appendFileSync, mkdirSync, renameSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import type { LogFacts } from '#shared/error-facts.ts';

export type Log = (code: string, facts?: LogFacts) => void;

const maxBytes = 1_000_000;
const keptFiles = 5;

/**
 * The shell's log: `shell.log` in `dir`, one JSON line each, five files of 1 MB. It never throws and never writes to stdout:
 * the listener for uncaught errors calls it, and a full disk or a broken pipe there would loop for ever.
 */
export function openLog(dir: string, now: () => Date = () => new Date()): Log {
  const file = (age: number): string => join(dir, age === 0 ? 'shell.log' : `shell.${age}.log`);
  const turn = (): void => {
    const size = statSync(file(0), { throwIfNoEntry: false })?.size ?? 0;
    if (size < maxBytes) return;
    rmSync(file(keptFiles - 1), { force: true });
    for (let age = keptFiles - 2; age >= 0; age -= 1)
      if (statSync(file(age), { throwIfNoEntry: false })) renameSync(file(age), file(age + 1));
  };
  return (code, facts = {}) => {
    try {
      mkdirSync(dir, { recursive: true, mode: 0o700 });
      turn();
      appendFileSync(file(0), `${JSON.stringify({ at: now().toISOString(), code, ...facts })}\n`, { mode: 0o600 });
    } catch {
      // Nothing is left to tell it to: the work goes on without this line.
    }
  };
}
