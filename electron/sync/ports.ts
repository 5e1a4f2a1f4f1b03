/** The engine as the app and the command line use it: the real line, with the patience it needs. */
import { requestSeconds, retryDelaysMs } from '#shared/sync/patience.ts';
import type { Store } from '../store/store.ts';
import { createSync, type SyncEngine } from './engine.ts';
import { type Http, httpTo } from './http.ts';
import { trustMachineAuthorities } from './machine-trust.ts';

export function lineTo(server: string, signal: AbortSignal = new AbortController().signal): Http {
  if (server.startsWith('https:')) trustMachineAuthorities();
  return httpTo({ server, timeoutMs: requestSeconds * 1000, packing: 'zstd' }, signal);
}

export type SyncMachine = { readonly store: Store; readonly now: () => string; readonly newId: () => string; readonly appVersion: string };

export function syncOf(machine: SyncMachine): SyncEngine {
  return createSync({ ...machine, http: lineTo, retryDelaysMs });
}
