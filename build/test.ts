/** `npm test`: provides the tools, runs every runner, and ends with one line `N passed, N failed`. A missing tool fails the run, it does not shrink it. */
import { command, type Counts, playwright, type Stage, vitest } from './test-run/stages.ts';
import { provideTools } from './test-run/tools.ts';

const folders = ['shared', 'electron', 'renderer', 'server', 'build', 'test'];

const stages: readonly Stage[] = [
  ...folders.map((folder) => command(`types: ${folder}`, 'tsc', '-p', folder)),
  command('types: preload', 'tsc', '-p', 'electron/tsconfig.preload.json'),
  command('lint', 'oxlint', '--deny-warnings'),
  command('build', 'node', 'build/build.ts'),
  vitest('unit and property'),
  playwright('end to end'),
  command('lock: npm ci with only node, npm, git and sh', 'sh', 'build/prove-lock.sh'),
];

const missing = provideTools((line) => {
  console.log(`tools: ${line}`);
});
if (missing !== undefined) console.error(missing);

const total = stages.reduce<Counts>(
  (sum, stage) => {
    const started = Date.now();
    console.log(`\n== ${stage.name}`);
    const counts = stage.run();
    console.log(
      `== ${stage.name}: ${String(counts.passed)} passed, ${String(counts.failed)} failed, ${String(Math.round((Date.now() - started) / 1000))} s`,
    );
    return { passed: sum.passed + counts.passed, failed: sum.failed + counts.failed };
  },
  { passed: 0, failed: missing === undefined ? 0 : 1 },
);

console.log(`\n${String(total.passed)} passed, ${String(total.failed)} failed`);
process.exitCode = total.failed === 0 ? 0 : 1;
