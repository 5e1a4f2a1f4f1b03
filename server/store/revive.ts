/** Nobody sits beside a district's server at night: a PostgreSQL that was killed, or that stopped because its disk was full, is started again as soon as it can be. */
import { setTimeout as wait } from 'node:timers/promises';
import { Client } from 'pg';
import type { Cluster } from './cluster.ts';

const AGAIN_AFTER_MS = 1000;

export type Reviver = {
  /** A connection broke: looks after the cluster until it answers. */
  readonly lost: () => void;
  readonly stop: () => Promise<void>;
};

/** `failed` is told of each attempt in vain. */
export function revive(cluster: Cluster, failed: (error: unknown) => void): Reviver {
  const state = { over: false };
  let round: Promise<void> | undefined;
  const lookAfter = async (): Promise<void> => {
    while (!state.over) {
      try {
        await cluster.revive();
        return await answers(cluster);
      } catch (error) {
        failed(error);
        await wait(AGAIN_AFTER_MS);
      }
    }
  };
  return {
    lost: () => {
      if (state.over) return;
      round ??= lookAfter().finally(() => {
        round = undefined;
      });
    },
    stop: async () => {
      state.over = true;
      await round;
    },
  };
}

/** One that is just dying still looks alive. */
async function answers({ url }: Cluster): Promise<void> {
  const client = new Client({ connectionString: url });
  // A connection that breaks while it is asked also says so by itself.
  client.on('error', () => undefined);
  await client.connect();
  try {
    await client.query('SELECT 1');
  } finally {
    await client.end();
  }
}
