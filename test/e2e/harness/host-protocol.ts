import type { LoopbackEnd } from '../../../electron/loopback.ts';

export type HostOptions = { readonly dataDir: string; readonly pageDir: string; readonly keyFile: string; readonly stateDir: string };

/** `kill-worker` ends the app worker without a word to it, wherever it is; the shell starts another. */
export type ToHost = 'kill-worker' | 'stop';

export type FromHost =
  | { readonly kind: 'ready'; readonly url: string; readonly openUrl: string }
  | { readonly kind: 'worker-killed' }
  | { readonly kind: 'ended'; readonly end: LoopbackEnd };
