// CommonJS with `export =`: the runtime gives the constructor as default, which the linter's resolver does not see.
// oxlint-disable-next-line import/default
import SqliteDatabase from 'better-sqlite3';

export { SqliteDatabase };
