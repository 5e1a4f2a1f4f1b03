import type { Connection } from '../connection.ts';

/** What is known of the numbers an earlier life of this store gave (`NumbersAfterRestore`). */
export const numbersAfterRestoreName = 'numbers.after-restore';

/** Settings of this counter only; plain JSON by name. */
export type SettingQueries = {
  /** `undefined` when it was never set. */
  get(name: string): unknown;
  put(name: string, value: unknown): void;
};

export function settingQueries({ sql }: Connection): SettingQueries {
  return {
    get: (name) => {
      const row = sql<{ value: string }>('SELECT value FROM setting WHERE name = ?').get(name);
      return row === undefined ? undefined : (JSON.parse(row.value) as unknown);
    },
    put: (name, value) => {
      sql('INSERT OR REPLACE INTO setting (name, value) VALUES (?, ?)').run(name, JSON.stringify(value));
    },
  };
}
