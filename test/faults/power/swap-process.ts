/** `node swap-process.ts DATA LOG`: a repair of the two files it writes itself, as a restore makes its own. */
import { closeSync, fsyncSync, openSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { beginRepair, finishRepair, repairFolderOf } from '../../../electron/store/swap.ts';

const [dataDir = '', logDir = ''] = process.argv.slice(2);
const folders = { dataDir, logDir };
beginRepair(folders);
for (const path of [join(repairFolderOf(dataDir), 'store.db'), join(repairFolderOf(logDir), 'journal.log')]) {
  const fd = openSync(path, 'w');
  writeSync(fd, 'repaired');
  fsyncSync(fd);
  closeSync(fd);
}
finishRepair(folders, 'damaged-20260630T080000');
console.log('true');
