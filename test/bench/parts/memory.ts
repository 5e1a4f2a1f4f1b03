/** Resident memory of everything the counter's app runs in; Linux only. */
import { execFileSync } from 'node:child_process';
import { setTimeout as pause } from 'node:timers/promises';
import type { AppWorker } from '../app-worker.ts';
import { megabytes } from '../figures.ts';

/**
 * Bytes. `app`: the process of the app worker, here with the client that stands for the window, in the product with the shell; `heap`: the worker's own within it; the others
 * are the paper processes that run now, by lane.
 */
export type Memory = Readonly<Record<string, number>>;

const lookEveryMs = 200;

export async function memoryNow(app: AppWorker): Promise<Memory> {
  const listing = execFileSync('ps', ['--ppid', String(process.pid), '-o', 'rss=,args='], { encoding: 'utf8' });
  const lanes = Array.from(
    listing.matchAll(/^\s*(\d+) .*paper\/process\S* .*\s(\w+)\s*$/gmu),
    ([, kib, lane]) => [lane!, Number(kib) * 1_024] as const,
  );
  return { app: process.memoryUsage.rss(), heap: await app.heap(), ...Object.fromEntries(lanes) };
}

/** The most of each until `work` is done. */
export async function mostDuring(app: AppWorker, work: Promise<unknown>): Promise<Memory> {
  const state = { isOver: false };
  const ended = work.finally(() => {
    state.isOver = true;
  });
  const most: Record<string, number> = {};
  while (!state.isOver) {
    for (const [name, bytes] of Object.entries(await memoryNow(app))) most[name] = Math.max(most[name] ?? 0, bytes);
    await Promise.race([ended, pause(lookEveryMs)]);
  }
  await ended;
  return most;
}

export function memoryText({ app = 0, heap = 0, ...lanes }: Memory): string {
  const papers = Object.entries(lanes).map(([lane, bytes]) => `paper process ${lane} ${megabytes(bytes)}`);
  return [`app process ${megabytes(app)} (heap of its worker ${megabytes(heap)})`, ...papers].join(', ');
}
