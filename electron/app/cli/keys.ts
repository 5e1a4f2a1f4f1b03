/** What an office's IT does about keys: another recovery code, the way back in by paper or by escrow, the agency's escrow key. Codes come out once and are kept nowhere. */
import { readFileSync } from 'node:fs';
import { keyOfEscrow, readEscrowKey } from '../../keys/escrow.ts';
import { keepAt } from '../../keys/keep-key-file.ts';
import { keyFilePath } from '../../keys/key-file.ts';
import { newRecoveryCode } from '../../keys/recovery-code.ts';
import { confirmCode, keyOfRecoveryCode, proposeCode } from '../../keys/recovery-files.ts';
import { openCounter } from '../open-counter.ts';
import type { Store } from '../../store/store.ts';
import { systemClock } from '../clock.ts';
import { escrowOf } from '../service/escrow.ts';
import { officeNow } from '../service/kept-clock.ts';
import { keepCodeState } from '../service/recovery.ts';
import { dataOptions, foldersOf, keyOf, withCounter } from './open.ts';
import { dataDirOf, optionsOf, type Options } from './options.ts';
import type { CliIo } from './run.ts';

/** `--data DIR`. stdout: `{recoveryCode}`; the one before opens nothing any more. */
export async function recoveryCode(argv: readonly string[], io: CliIo): Promise<number> {
  const options = optionsOf(argv, dataOptions);
  return withCounter(options, ({ dataDir, store, clock }) => {
    io.out(JSON.stringify({ recoveryCode: replaceCode(dataDir, keyOf(options), store, clock.now()) }));
    return 0;
  });
}

/** `--data DIR --recovery-code-file FILE`: keeps the key for this user. stdout: `{agencyCode, counterNo, recoveryCode}`; the code used is replaced. */
export async function recover(argv: readonly string[], io: CliIo): Promise<number> {
  const options = optionsOf(argv, dataOptions);
  const code = readFileSync(options.needed('recovery-code-file'), 'utf8').trim();
  return unlocked(options, io, keyOfRecoveryCode(dataDirOf(options), code));
}

/** `--data DIR --identity FILE`: as `recover`, by the agency's escrow identity. */
export async function unlockWithEscrow(argv: readonly string[], io: CliIo): Promise<number> {
  const options = optionsOf(argv, [...dataOptions, 'identity']);
  return unlocked(options, io, await keyOfEscrow(dataDirOf(options), identityIn(options.needed('identity'))));
}

/** `--data DIR --recipient FILE [--replace]`: seals the data key for the agency (`age1…` in the file). stdout: `{recipient, fingerprint}`. Another one in force is replaced on purpose only. */
export async function escrow(argv: readonly string[], io: CliIo): Promise<number> {
  const options = optionsOf(argv, [...dataOptions, 'recipient'], ['replace']);
  const { recipient } = readEscrowKey(readFileSync(options.needed('recipient'), 'utf8'));
  return withCounter(options, async ({ dataDir }) => {
    const { status, seal } = escrowOf(dataDir, keyOf(options));
    const replaces = options.flag('replace') ? (status().sealedFor?.recipient ?? null) : null;
    io.out(JSON.stringify((await seal(recipient, replaces)).sealedFor));
    return 0;
  });
}

/** The key is proved on the store before anything is kept or replaced. */
async function unlocked(options: Options, io: CliIo, key: Uint8Array): Promise<number> {
  const dataDir = dataDirOf(options);
  const store = openCounter({ ...foldersOf(options), key });
  try {
    await keepAt(keyFilePath(dataDir), Uint8Array.from(key));
    const { agencyCode, counterNo } = store.identity;
    io.out(JSON.stringify({ agencyCode, counterNo, recoveryCode: replaceCode(dataDir, key, store, officeNow(store, systemClock)) }));
    return 0;
  } finally {
    store.close();
  }
}

/** Here the answer on stdout is the paper: whoever ran the command has it, and nobody is left to type groups back. */
function replaceCode(dataDir: string, key: Uint8Array, store: Store, now: string): string {
  const code = newRecoveryCode();
  proposeCode(dataDir, key, code);
  confirmCode(dataDir, code);
  keepCodeState(store, 'confirmed', now);
  return code;
}

/** The identity's line of a file as `age-keygen` and the server write it, with or without comments. */
export function identityIn(file: string): string {
  const lines = readFileSync(file, 'utf8').split('\n');
  return lines.find((line) => line.startsWith('AGE-SECRET-KEY-'))?.trim() ?? '';
}
