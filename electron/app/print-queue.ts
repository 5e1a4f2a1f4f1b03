import { join } from 'node:path';
import { createCupsQueue } from '../paper/print-cups.ts';
import { createWindowsQueue } from '../paper/print-windows.ts';
import type { PrintQueue } from '../paper/print.ts';

/** This system's print queue. `resources` holds SumatraPDF under `bin` where Windows needs it. */
export function createPrintQueue(folder: string, resources: string): Promise<PrintQueue> {
  if (process.platform === 'win32') return createWindowsQueue({ folder, sumatraPdfPath: join(resources, 'bin', 'SumatraPDF.exe') });
  return createCupsQueue({ folder });
}
