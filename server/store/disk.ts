import { statfsSync } from 'node:fs';

/** Four segments of PostgreSQL's log: below that it may fall over instead of refusing, and what fell over on a full disk does not rise on it. */
const RESERVE_BYTES = 67_108_864;

/** Whether the disk of `folder` takes `bytes` more and is not full then. */
export function hasRoom(folder: string, bytes = 0): boolean {
  const { bavail, bsize } = statfsSync(folder);
  return bavail * bsize >= bytes + RESERVE_BYTES;
}
