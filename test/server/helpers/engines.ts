/** The server's tests on another PostgreSQL than the embedded one, in a vitest of their own. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type DebianPostgres, startDebianPostgres } from './debian-postgres.ts';

/** `debian`: all on Debian's. `spread`: the embedded one, with half of the journal's partitions on Debian's. */
export type Engine = 'debian' | 'spread';

export const engineEnv = (engine: Engine, { url }: Pick<DebianPostgres, 'url'>): NodeJS.ProcessEnv =>
  engine === 'debian' ? { TEST_DATABASE_URL: url } : { TEST_JOURNAL_HALF_ON: url };

export type SuiteRun = { readonly passed: number; readonly failures: readonly string[] };

type Report = {
  readonly testResults: readonly {
    readonly name: string;
    readonly status: string;
    readonly message: string;
    readonly assertionResults: readonly {
      readonly status: string;
      readonly fullName: string;
      readonly failureMessages: readonly string[];
    }[];
  }[];
};

const root = join(import.meta.dirname, '../../..');

/** Runs test files (paths, or parts of them) on `engine`. */
export async function runSuite(engine: Engine, files: readonly string[], pattern?: string): Promise<SuiteRun> {
  const postgres = await startDebianPostgres();
  const folder = await mkdtemp(join(tmpdir(), 'motcua-suite-'));
  try {
    const report = join(folder, 'report.json');
    const args = ['run', ...files, '--reporter=json', `--outputFile=${report}`, ...(pattern === undefined ? [] : ['-t', pattern])];
    const child = spawn(process.execPath, [join(root, 'node_modules/vitest/vitest.mjs'), ...args], {
      cwd: root,
      env: { ...process.env, ...engineEnv(engine, postgres) },
      stdio: 'ignore',
    });
    await once(child, 'exit');
    const { testResults } = JSON.parse(await readFile(report, 'utf8')) as Report;
    const tests = testResults.flatMap(({ assertionResults }) => assertionResults);
    return {
      passed: tests.filter(({ status }) => status === 'passed').length,
      failures: [
        ...tests.flatMap(({ status, fullName, failureMessages }) =>
          status === 'failed' ? [`${fullName}: ${failureMessages[0] ?? ''}`] : [],
        ),
        // A file that could not be loaded has no tests to fail.
        ...testResults.flatMap(({ status, name, message, assertionResults }) =>
          status === 'failed' && assertionResults.length === 0 ? [`${name}: ${message}`] : [],
        ),
      ],
    };
  } finally {
    await postgres.close();
    await rm(folder, { recursive: true, force: true });
  }
}
