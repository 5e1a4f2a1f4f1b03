import { randomUUIDv7 } from 'node:crypto';
import { uptime } from 'node:os';
import type { Clock, Ids } from './ports.ts';

const officeOffsetMs = 7 * 60 * 60 * 1000;

/** Milliseconds since 1970 as an instant of the office's clock: `2026-06-11T17:30:00.000+07:00`, whatever zone the machine is set to. */
export function officeInstant(epochMs: number): string {
  return new Date(epochMs + officeOffsetMs).toISOString().replace('Z', '+07:00');
}

export const systemClock: Clock = {
  now: () => officeInstant(Date.now()),
  // Since the machine was started: on Windows and Linux it goes on in sleep, and no user can set it.
  elapsedMs: () => uptime() * 1000,
};

export const systemIds: Ids = { next: () => randomUUIDv7() };
