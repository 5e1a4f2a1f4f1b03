import { cpus, release, totalmem, type } from 'node:os';
import { SqliteDatabase } from '../../electron/store/sqlite.ts';

export type Machine = {
  readonly cpu: string;
  readonly cores: number;
  readonly memoryGb: number;
  readonly system: string;
  readonly node: string;
  readonly sqlite: string;
};

export function machine(): Machine {
  const db = new SqliteDatabase(':memory:');
  const { version } = db.prepare<[], { version: string }>('SELECT sqlite_version() AS version').get()!;
  db.close();
  return {
    cpu: cpus()[0]?.model.trim() ?? 'unknown',
    cores: cpus().length,
    memoryGb: Math.round(totalmem() / 2 ** 30),
    system: `${type()} ${release()}`,
    node: process.versions.node,
    sqlite: version,
  };
}

export function machineLine({ cpu, cores, memoryGb, system, node, sqlite }: Machine): string {
  return `${cpu}, ${String(cores)} cores, ${String(memoryGb)} GB, ${system}; Node ${node}, SQLite ${sqlite}`;
}
