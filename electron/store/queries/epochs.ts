import type { Connection } from '../connection.ts';

/** The server's epochs as it told them, oldest first: what the fold needs to put placed acts in order. Empty before the first sync. */
export function epochsOf({ sql }: Connection): readonly string[] {
  return sql<{ epoch: string }>('SELECT epoch FROM epoch ORDER BY no').all().map(({ epoch }) => epoch);
}
