/**
 * `npm run faults [-- --kept FILE] [--intact] [name…]`: takes every protection away in turn and demands that its test goes red. A test that stays green has proved nothing: exit 1.
 * With `--kept` what was seen is added to FILE, and what FILE says was red is not tried again while the switch, its source and its test are as they were then: a run that was
 * cut off goes on, and after a change only what it touches is tried. Helpers of a test and other sources do not count: before a release it is run without.
 */
import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { switchedEnv } from './env.ts';
import { keptVerdicts, type Verdict } from './kept.ts';
import { allSwitches, root, type Switch } from './switches.ts';

type Report = {
  readonly testResults: readonly {
    readonly status: string;
    readonly message: string;
    readonly assertionResults: readonly { readonly status: string; readonly failureMessages: readonly string[] }[];
  }[];
};

const vitest = join(root, 'node_modules/vitest/vitest.mjs');
/** The longest of the tests takes two minutes on a busy machine. */
const mostMs = 15 * 60_000;
const folder = mkdtempSync(join(tmpdir(), 'mot-cua-faults-'));
const { values, positionals: names } = parseArgs({
  options: { kept: { type: 'string' }, intact: { type: 'boolean', default: false } },
  allowPositionals: true,
});
/** With everything in place instead, each test as it is run for its switch: one that is red by itself, alone in its file, proves nothing. */
const demanded: Verdict = values.intact ? 'green' : 'red';
const kept = values.kept === undefined || values.intact ? undefined : keptVerdicts(values.kept);
const switches = allSwitches();
const unknown = names.filter((name) => switches.every((one) => one.name !== name));
if (unknown.length > 0) throw new Error(`There is no switch ${unknown.join(', ')}`);
const chosen = switches.filter(({ name }) => names.length === 0 || names.includes(name));
const tried = (values.intact ? eachTestOnce(chosen) : chosen).filter((one) => kept?.isRed(one) !== true);
const unproved: string[] = [];
for (const one of tried) {
  const started = Date.now();
  const { verdict, why } = outcome(one, values.intact ? [] : [one.name]);
  if (verdict !== demanded) unproved.push(one.name);
  kept?.keep(one, verdict);
  console.log(JSON.stringify({ switch: one.name, verdict, why, seconds: Math.round((Date.now() - started) / 1000) }));
}
rmSync(folder, { recursive: true });
const before = values.intact ? 0 : chosen.length - tried.length;
console.log(
  `${String(tried.length - unproved.length)} ${values.intact ? 'green by themselves' : 'red without their protection'}, ${String(unproved.length)} not${before === 0 ? '' : `, ${String(before)} as they were when seen red`}`,
);
process.exitCode = unproved.length === 0 && chosen.length > 0 ? 0 : 1;

function eachTestOnce(all: readonly Switch[]): readonly Switch[] {
  return [...new Map(all.map((one) => [`${one.test} ${one.pattern ?? ''}`, one])).values()];
}

/** Red is a test that failed; a file that could not be loaded is broken, and proves nothing. */
function outcome({ name, test, pattern }: Switch, off: readonly string[]): { verdict: Verdict; why: string } {
  const file = join(folder, `${name}.json`);
  const args = [vitest, 'run', test, '--reporter=json', `--outputFile=${file}`, '--bail=1'];
  if (pattern !== undefined) args.push('-t', pattern);
  // Its own processes, workers and commands, read the same sources again and again.
  const env = { NODE_COMPILE_CACHE: join(root, '.cache/compiled'), ...switchedEnv(off) };
  const { signal } = spawnSync(process.execPath, args, { cwd: root, env, stdio: 'ignore', timeout: mostMs });
  if (!existsSync(file))
    return { verdict: 'broken', why: signal === null ? 'no report' : `no end within ${String(mostMs / 60_000)} minutes` };
  const { testResults } = JSON.parse(readFileSync(file, 'utf8')) as Report;
  const tests = testResults.flatMap(({ assertionResults }) => assertionResults);
  const failed = tests.filter(({ status }) => status === 'failed');
  const why = failed[0]?.failureMessages[0]?.split('\n')[0]?.slice(0, 200) ?? testResults[0]?.message.slice(0, 200) ?? '';
  if (failed.length > 0) return { verdict: 'red', why };
  return { verdict: tests.some(({ status }) => status === 'passed') ? 'green' : 'broken', why };
}
