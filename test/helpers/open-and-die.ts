/**
 * Opens a store and dies by SIGKILL right before its n-th statement; with 0 it opens and says how many there were, and which of them end a migration's step. argv: data folder, n.
 * stdout: `{statements, steps}`.
 */
import { writeSync } from 'node:fs';
import { SqliteDatabase } from '../../electron/store/sqlite.ts';
import { reopen } from './store.ts';

const [dataDir = '', text = '0'] = process.argv.slice(2);
let calls = 0;
const steps: number[] = [];
function dieAt([statement]: readonly unknown[]): void {
  calls += 1;
  if (String(statement).startsWith('user_version=')) steps.push(calls);
  if (calls === Number(text)) process.kill(process.pid, 'SIGKILL');
}
type Callable = (...given: unknown[]) => unknown;
function countCalls(holder: object, name: string): void {
  const original = Reflect.get(holder, name) as Callable;
  Reflect.set(holder, name, function counted(this: unknown, ...given: unknown[]): unknown {
    dieAt(given);
    return original.apply(this, given);
  });
}
const database = new SqliteDatabase(':memory:');
for (const name of ['exec', 'pragma']) countCalls(SqliteDatabase.prototype, name);
countCalls(Object.getPrototypeOf(database.prepare('SELECT 1')) as object, 'run');
database.close();
reopen(dataDir).close();
writeSync(1, JSON.stringify({ statements: calls, steps }));
