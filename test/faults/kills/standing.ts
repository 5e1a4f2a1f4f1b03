/**
 * `node --import`: a command of the product, untouched, that says where it stands, so that somebody can kill it there. Descriptor 3 is told a letter for every place:
 * `(` a transaction begins, `T` it is written and not committed, `)` it is over, `V` a copy of the store is being made, `F` before an fsync, `f` after it, `R` before a file
 * gets its name, `r` after it, `C` a line was said. `STAND_AT=n` stays at the n-th of `T V F R r` until it is killed; 0 goes on. With
 * `STAND_IN=transaction` only those count that are passed while a transaction is open.
 */
import fs from 'node:fs';
import { syncBuiltinESMExports } from 'node:module';
import { SqliteDatabase } from '../../../electron/store/sqlite.ts';

const standAt = Number(process.env['STAND_AT'] ?? 0);
const { writeSync } = fs;
const nobody = new Int32Array(new SharedArrayBuffer(4));
const onlyInTransactions = process.env['STAND_IN'] === 'transaction';
let places = 0;
let isOpen = false;

const tell = (letter: string): void => {
  writeSync(3, letter);
  if (letter === '(') isOpen = true;
  if (letter === ')') isOpen = false;
};

function stand(letter: 'T' | 'V' | 'F' | 'R' | 'r'): void {
  tell(letter);
  if (onlyInTransactions && !isOpen) return;
  places += 1;
  if (places === standAt) Atomics.wait(nobody, 0, 0);
}

type Call = (...given: unknown[]) => unknown;

/** Puts `around` in the place of `holder[name]`; it is handed the call as it would have gone. */
function wrap(holder: object, name: string, around: (go: () => unknown, given: readonly unknown[]) => unknown): void {
  const original = Reflect.get(holder, name) as Call;
  Reflect.set(holder, name, function standing(this: unknown, ...given: unknown[]): unknown {
    return around(() => original.apply(this, given), given);
  });
}

wrap(SqliteDatabase.prototype, 'exec', (go, [sql]) => {
  if (sql === 'COMMIT') stand('T');
  const result = go();
  if (sql === 'BEGIN IMMEDIATE') tell('(');
  if (sql === 'COMMIT' || sql === 'ROLLBACK') tell(')');
  return result;
});

wrap(SqliteDatabase.prototype, 'prepare', (go, [sql]) => {
  if (typeof sql === 'string' && sql.startsWith('VACUUM INTO')) stand('V');
  return go();
});

type Transaction = (work: Call) => Call & Record<'deferred' | 'immediate' | 'exclusive', Call>;
const transaction: unknown = Reflect.get(SqliteDatabase.prototype, 'transaction');
Reflect.set(SqliteDatabase.prototype, 'transaction', function standing(this: unknown, work: Call): Call {
  const made = (transaction as Transaction).call(this, (...given: unknown[]) => {
    tell('(');
    const result = work(...given);
    stand('T');
    return result;
  });
  const heard =
    (run: Call): Call =>
    (...given) => {
      try {
        return run(...given);
      } finally {
        tell(')');
      }
    };
  const ways = ['deferred', 'immediate', 'exclusive'] as const;
  return Object.assign(heard(made), Object.fromEntries(ways.map((way) => [way, heard(made[way])])));
});

for (const name of ['fsyncSync', 'fdatasyncSync'])
  wrap(fs, name, (go) => {
    stand('F');
    const result = go();
    tell('f');
    return result;
  });
wrap(fs, 'renameSync', (go) => {
  stand('R');
  const result = go();
  stand('r');
  return result;
});
syncBuiltinESMExports();

wrap(process.stdout, 'write', (go) => {
  const result = go();
  tell('C');
  return result;
});
