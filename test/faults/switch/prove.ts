/** `npm run faults [name…]`: takes every protection away in turn and demands that its test goes red. A test that stays green has proved nothing: exit 1. */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { switchedEnv } from './env.ts';
import { allSwitches, root, type Switch } from './switches.ts';

type Report = {
  readonly testResults: readonly {
    readonly status: string;
    readonly message: string;
    readonly assertionResults: readonly { readonly status: string; readonly failureMessages: readonly string[] }[];
  }[];
};

const vitest = join(root, 'node_modules/vitest/vitest.mjs');
const folder = mkdtempSync(join(tmpdir(), 'mot-cua-faults-'));
const names = process.argv.slice(2);
const chosen = allSwitches().filter(({ name }) => names.length === 0 || names.includes(name));
const unproved: string[] = [];
for (const one of chosen) {
  const started = Date.now();
  const { verdict, why } = outcome(one);
  if (verdict !== 'red') unproved.push(one.name);
  console.log(JSON.stringify({ switch: one.name, verdict, why, seconds: Math.round((Date.now() - started) / 1000) }));
}
rmSync(folder, { recursive: true });
console.log(`${String(chosen.length - unproved.length)} red without their protection, ${String(unproved.length)} not`);
process.exitCode = unproved.length === 0 && chosen.length > 0 ? 0 : 1;

/** Red is a test that failed; a file that could not be loaded is broken, and proves nothing. */
function outcome({ name, test, pattern }: Switch): { verdict: 'red' | 'green' | 'broken'; why: string } {
  const file = join(folder, `${name}.json`);
  const args = [vitest, 'run', test, '--reporter=json', `--outputFile=${file}`, '--bail=1'];
  if (pattern !== undefined) args.push('-t', pattern);
  spawnSync(process.execPath, args, { cwd: root, env: switchedEnv([name]), stdio: 'ignore' });
  const { testResults } = JSON.parse(readFileSync(file, 'utf8')) as Report;
  const tests = testResults.flatMap(({ assertionResults }) => assertionResults);
  const failed = tests.filter(({ status }) => status === 'failed');
  const why = failed[0]?.failureMessages[0]?.split('\n')[0]?.slice(0, 200) ?? testResults[0]?.message.slice(0, 200) ?? '';
  if (failed.length > 0) return { verdict: 'red', why };
  return { verdict: tests.some(({ status }) => status === 'passed') ? 'green' : 'broken', why };
}
