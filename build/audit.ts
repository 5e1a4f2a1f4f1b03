/** `npm run audit`: asks the registry for known faults of the locked packages. 0: none, or all explained in `docs/audit-explained.json`; 1: some are not; 2: the registry did not answer, which is no "clean". */
import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import * as z from 'zod';
import { Explained, judgeAudit } from './audit-report.ts';

const root = join(import.meta.dirname, '..');
const explained = z.array(Explained).parse(JSON.parse(readFileSync(join(root, 'docs/audit-explained.json'), 'utf8')));
const { stdout } = spawnSync('npm', ['audit', '--json'], { cwd: root, encoding: 'utf8', shell: process.platform === 'win32' });
process.exitCode = report(stdout);

function report(text: string): number {
  try {
    const verdict = judgeAudit(JSON.parse(text), explained, new Date().toISOString().slice(0, 10));
    for (const [kind, list] of Object.entries(verdict)) for (const one of list) console.log(JSON.stringify({ [kind]: one }));
    console.log(
      `${String(verdict.unexplained.length)} unexplained, ${String(verdict.explained.length)} explained, ${String(verdict.stale.length)} stale`,
    );
    return verdict.unexplained.length + verdict.stale.length === 0 ? 0 : 1;
  } catch (error) {
    if (!(error instanceof z.ZodError || error instanceof SyntaxError)) throw error;
    console.error(`audit: NOT RUN, the registry gave no report: ${text.slice(0, 300)}`);
    return 2;
  }
}
