import { readFileSync } from 'node:fs';
import { uptime } from 'node:os';

/** What the machine itself says of its boot: neither moves when somebody sets the clock. */
export type Machine = {
  readonly uptimeMs: () => number;
  /** Names this boot; null where the system has no name for it. */
  readonly bootId: () => string | null;
};

export const systemMachine: Machine = {
  uptimeMs: () => Math.round(uptime() * 1000),
  bootId: () => {
    try {
      return readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').trim();
    } catch {
      // Only Linux has it; elsewhere clock and uptime tell boots apart.
      return null;
    }
  },
};
