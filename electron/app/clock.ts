import { randomUUIDv7 } from 'node:crypto';
import { uptime } from 'node:os';
import { officeInstant } from '../store/office-time.ts';
import type { Clock, Ids } from './ports.ts';

export { officeInstant } from '../store/office-time.ts';

export const systemClock: Clock = {
  now: () => officeInstant(Date.now()),
  // Since the machine was started: on Windows and Linux it goes on in sleep, and no user can set it.
  elapsedMs: () => uptime() * 1000,
};

export const systemIds: Ids = { next: () => randomUUIDv7() };
