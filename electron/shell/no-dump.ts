import { writeFileSync } from 'node:fs';

/**
 * A core dump is the memory of a process: the data key, names, what was on the screen. Where the system writes one, Linux leaves out of it what this filter does not name, and it
 * names nothing; children inherit it. Windows keeps dumps only where an administrator has told it to (`docs/security.md`).
 */
export function keepMemoryOutOfDumps(): void {
  if (process.platform !== 'linux') return;
  try {
    writeFileSync('/proc/self/coredump_filter', '0');
  } catch (error) {
    // A kernel without core dumps has no filter for them.
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
  }
}
