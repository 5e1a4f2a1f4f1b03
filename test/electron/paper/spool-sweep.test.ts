import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { createSpoolSweep } from '../../../electron/paper/spool-sweep.ts';
import { temporaryFolder } from '../../helpers/store.ts';

let folder: ReturnType<typeof temporaryFolder>;
beforeEach(() => {
  folder = temporaryFolder();
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
  folder.remove();
});

test('a job told of while the print system is being asked begins no second round of questions', async () => {
  let asked = 0;
  const sweep = createSpoolSweep(folder.path, {
    pending: async () => {
      asked += 1;
      await new Promise((resolve) => {
        setTimeout(resolve, 100);
      });
      return new Set(['office-1', 'office-2']);
    },
    purge: async () => undefined,
  });
  sweep.follow('office-1');
  await vi.advanceTimersByTimeAsync(550);
  sweep.follow('office-2');
  await vi.advanceTimersByTimeAsync(5 * 60_000);
  asked = 0;
  await vi.advanceTimersByTimeAsync(5 * 60_000);
  expect(asked).toBeLessThanOrEqual(10);
});
