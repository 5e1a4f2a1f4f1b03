/** Vitest's global set-up: files run beside each other, and one that stopped the scheduler would stop it for all. */
export { startScheduler as default } from './cups.ts';
