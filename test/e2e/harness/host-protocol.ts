import type { LoopbackEnd } from '../../../electron/loopback.ts';
import type { DemoUpstream } from '../../../electron/app/protocol.ts';

export type HostOptions = {
  readonly dataDir: string;
  readonly pageDir: string;
  readonly keyFile: string;
  readonly stateDir: string;
  /** Its counter may be enrolled at the demo's server. */
  readonly demo: boolean;
};

/** `kill-worker` ends the app worker without a word to it, wherever it is; the shell starts another. */
export type ToHost = { readonly kind: 'kill-worker' } | { readonly kind: 'stop' } | ({ readonly kind: 'demo-upstream' } & DemoUpstream);

export type FromHost =
  | { readonly kind: 'ready'; readonly url: string; readonly openUrl: string }
  | { readonly kind: 'worker-killed' }
  | { readonly kind: 'ended'; readonly end: LoopbackEnd };
