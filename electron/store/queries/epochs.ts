import type { Connection } from '../connection.ts';

/** The server's epochs, oldest first: they are UUIDv7, so their text tells. What the fold needs to put placed acts in order. Empty before the first sync. */
export function epochsOf({ sql }: Connection): readonly string[] {
  return sql<{ epoch: string }>('SELECT epoch FROM epoch ORDER BY epoch')
    .all()
    .map(({ epoch }) => epoch);
}
