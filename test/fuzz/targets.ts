import { actBytesTarget } from './act-bytes.ts';
import { idCardTarget } from './id-card.ts';
import { logFramesTarget } from './log-frames.ts';
import { pulledActsTarget } from './pulled-acts.ts';
import { csvTarget, xlsxTarget } from './register-file.ts';
import { rpcDoorTarget } from './rpc-door.ts';
import type { FuzzTarget } from './target.ts';

export const targets: readonly FuzzTarget[] = [
  idCardTarget,
  csvTarget,
  xlsxTarget,
  actBytesTarget,
  logFramesTarget,
  rpcDoorTarget,
  pulledActsTarget,
];
