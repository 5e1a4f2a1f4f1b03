/** How much there is to send, in bytes, so that acts and scans count in one measure. */
import type { SyncProgress } from '#shared/contract/sync.ts';

/** What an act weighs on the line, about; packed acts are smaller, small batches heavier. */
const bytesOfAct = 1000;
/** A slow line of a commune: 256 kbit/s. */
const slowBytesPerSecond = 32_000;

export type Work = { readonly done: number; readonly total: number };

export function workOf({ acts, blobBytes }: Pick<SyncProgress, 'acts' | 'blobBytes'>): Work {
  return { done: acts.done * bytesOfAct + blobBytes.done, total: acts.total * bytesOfAct + blobBytes.total };
}

/** Whole minutes a slow line takes, at least 1; a guess before there is a pace. */
export function minutesOnSlowLine(acts: number, bytes: number): number {
  return Math.max(1, Math.round((acts * bytesOfAct + bytes) / slowBytesPerSecond / 60));
}

/** "14,2": megabytes to a tenth. */
export function megabytes(bytes: number): string {
  return new Intl.NumberFormat('vi-VN', { minimumFractionDigits: 1, maximumFractionDigits: 1 }).format(bytes / 1_000_000);
}
