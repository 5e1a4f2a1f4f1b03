/** Repaired files take their places, the log's on another disk: both are the old ones or both the new ones, and what was there is kept. */
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { asideFolders, completeSwap } from '../../../electron/store/swap.ts';
import type { MakePowerDrill } from './drill.ts';

export const swapDrill: MakePowerDrill = (under) => {
  const path = mkdtempSync(join(under, 'mot-cua-swap-'));
  const [dataDir, logDir] = [join(path, 'data'), join(path, 'log')];
  for (const folder of [dataDir, logDir]) mkdirSync(folder);
  const files = [join(dataDir, 'store.db'), join(logDir, 'journal.log')];
  for (const file of files) writeFileSync(file, 'damaged');
  let [repaired, undone] = [0, 0];
  return Promise.resolve({
    path,
    env: process.env,
    args: [dataDir, logDir],
    program: join(import.meta.dirname, 'swap-process.ts'),
    judge: ({ said, told }) => {
      completeSwap({ dataDir, logDir });
      const found = files.map((file) => (existsSync(file) ? readFileSync(file, 'utf8') : 'missing'));
      const isNew = found.every((content) => content === 'repaired');
      if (isNew) repaired += 1;
      else undone += 1;
      const kept = [dataDir, logDir].flatMap((folder) => asideFolders(folder).flatMap((aside) => readdirSync(join(folder, aside))));
      return Promise.resolve([
        ...(told === '' ? [] : [told]),
        ...(isNew || found.every((content) => content === 'damaged') ? [] : [`store and log are ${found.join(' and ')}`]),
        ...(isNew || said.length === 0 ? [] : ['the repair was said to be done and is not']),
        ...(!isNew || kept.length === 2 ? [] : [`only ${kept.join(' ')} was kept of what was there`]),
      ]);
    },
    counts: () => ({ repaired, undone }),
    remove: () => {
      rmSync(path, { recursive: true, force: true });
    },
  });
};
