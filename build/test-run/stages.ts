/** The runners of `npm test`, each turned into counts of what passed and failed. */
import { spawnSync, type SpawnSyncReturns } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as z from 'zod';

export type Counts = { readonly passed: number; readonly failed: number };
export type Stage = { readonly name: string; readonly run: () => Counts };

const root = join(import.meta.dirname, '../..');
const environment = {
  ...process.env,
  PATH: `${join(root, 'node_modules/.bin')}:${process.env['PATH'] ?? ''}:/usr/sbin:/sbin`,
  FORCE_COLOR: '0',
  // Hundreds of short processes run the sources as they are: what was compiled once is not compiled again.
  NODE_COMPILE_CACHE: join(root, '.cache/compiled'),
};

/** One command that is right or wrong as a whole. */
export function command(name: string, program: string, ...parameters: string[]): Stage {
  return { name, run: () => (run(program, parameters).status === 0 ? { passed: 1, failed: 0 } : { passed: 0, failed: 1 }) };
}

const VitestReport = z.object({
  numPassedTests: z.int(),
  numFailedTests: z.int(),
  testResults: z.array(z.object({ assertionResults: z.array(z.object({ status: z.string(), fullName: z.string() })) })),
});

/**
 * Vitest over `parameters`. A run that collected nothing or died without a report is a failure. Tests that did not run are named: where all went well they said themselves that this machine, or
 * this user, cannot run them; otherwise they have failed too.
 */
export function vitest(name: string, ...parameters: string[]): Stage {
  return {
    name,
    run: () =>
      withReport((file) => {
        const { status } = run('vitest', ['run', ...parameters, '--reporter=default', '--reporter=json', `--outputFile.json=${file}`]);
        const report = readReport(file, VitestReport);
        const results = report?.testResults.flatMap(({ assertionResults }) => assertionResults) ?? [];
        if (report === undefined || results.length === 0) return { passed: 0, failed: 1 };
        const notRun = results.filter(({ status: end }) => end !== 'passed' && end !== 'failed');
        for (const { fullName } of notRun) console.log(`Not run: ${fullName}`);
        const failed = status === 0 ? report.numFailedTests : Math.max(1, report.numFailedTests + notRun.length);
        return { passed: report.numPassedTests, failed };
      }),
  };
}

const PlaywrightReport = z.object({
  stats: z.object({ expected: z.int(), unexpected: z.int(), flaky: z.int(), skipped: z.int() }),
  errors: z.array(z.unknown()),
});

/** Playwright over `test/e2e`. Flaky counts as failed; the Electron project may be skipped where its binary cannot be had, and says so. */
export function playwright(name: string): Stage {
  return {
    name,
    run: () =>
      withReport((file) => {
        const { status } = run('playwright', ['test', '--config', 'test/e2e/playwright.config.ts'], { PLAYWRIGHT_JSON_OUTPUT_NAME: file });
        const report = readReport(file, PlaywrightReport);
        if (report === undefined || report.stats.expected === 0) return { passed: 0, failed: 1 };
        const failed = report.stats.unexpected + report.stats.flaky + report.errors.length;
        return { passed: report.stats.expected, failed: failed === 0 && status !== 0 ? 1 : failed };
      }),
  };
}

function run(program: string, parameters: readonly string[], extra: Readonly<Record<string, string>> = {}): SpawnSyncReturns<Buffer> {
  return spawnSync(program, parameters, { cwd: root, stdio: ['ignore', 'inherit', 'inherit'], env: { ...environment, ...extra } });
}

function withReport(use: (file: string) => Counts): Counts {
  const folder = mkdtempSync(join(tmpdir(), 'mot-cua-test-'));
  try {
    return use(join(folder, 'report.json'));
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function readReport<T>(file: string, schema: z.ZodType<T>): T | undefined {
  try {
    return schema.parse(JSON.parse(readFileSync(file, 'utf8')));
  } catch (error) {
    console.error(`No readable report: ${String(error)}`);
    return undefined;
  }
}
