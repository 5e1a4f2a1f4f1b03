import { SyncFault } from '../../sync/fault.ts';
import { type Http, httpTo } from '../../sync/http.ts';
import type { SyncPorts } from '../../sync/engine.ts';
import { version } from '../version.ts';
import { systemClock, systemIds } from '../clock.ts';
import type { OpenCounter } from './open.ts';

/** Slow lines carry half a megabyte a minute. */
const timeoutMs = 120_000;
const retryDelaysMs = [500, 2000, 5000, 10_000] as const;

export function cliHttp(server: string, signal: AbortSignal = new AbortController().signal): Http {
  return httpTo({ server, timeoutMs, packing: 'zstd' }, signal);
}

/** The engine's ports for a command. */
export function syncPortsOf({ store, author }: OpenCounter): SyncPorts {
  return { store, http: cliHttp, now: systemClock.now, newId: systemIds.next, author, appVersion: version, retryDelaysMs };
}

/** A fault of sync as a command tells it. */
export function faultLine(fault: SyncFault): Readonly<Record<string, unknown>> {
  return { error: fault.code, ...fault.details };
}
