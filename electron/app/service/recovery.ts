/**
 * The recovery code of the open counter: made, printed, confirmed, replaced (design §6, §11). A code is kept in memory until it is confirmed, and nowhere else;
 * the disk holds only what it opens.
 */
import { timingSafeEqual } from 'node:crypto';
import type { RecoveryStatus } from '#shared/contract/keys.ts';
import { groupsAgree } from '#shared/domain/recovery/groups.ts';
import { fail } from '#shared/errors.ts';
import { newRecoveryCode } from '../../keys/recovery-code.ts';
import { confirmCode, keyOfRecoveryCode, proposeCode } from '../../keys/recovery-files.ts';
import type { Store } from '../../store/store.ts';
import type { Clock } from '../ports.ts';

const settingName = 'recovery-code';

type CodeState = Pick<RecoveryStatus, 'state' | 'since'>;

/** How far the code in force is put away, since `now`. */
export function keepCodeState(store: Store, state: CodeState['state'], now: string): void {
  store.writeLocal(() => {
    store.settings.put(settingName, { state, since: now } satisfies CodeState);
  });
}

export type Recovery = {
  status(): RecoveryStatus;
  /** It was used and nobody has put another away since (design §6). */
  mustBeReplaced(): boolean;
  /** A code that was made elsewhere and is being shown: set-up's. */
  shown(code: string): void;
  /** A new code beside the one in force. */
  propose(): string;
  /** The same after the one in force was used: who stops here is reminded that it must be replaced. */
  replaceUsed(): string;
  /** The code a window has on screen. Throws `recovery-code-wrong` unless it is the one just made. */
  onScreen(code: string): string;
  /** Throws `recovery-code-wrong` for a code not on screen, `recovery-groups-differ` when `typed` are not its groups. */
  confirm(code: string, typed: readonly string[]): void;
  /** Throws what `keyOfRecoveryCode` throws, and `recovery-code-wrong` for a code that opens another key. */
  mustOpen(code: string): void;
};

export function recoveryOf(dataDir: string, key: Uint8Array, store: Store, clock: Clock): Recovery {
  let pending: string | undefined;
  const keep = (state: RecoveryStatus['state']): void => {
    keepCodeState(store, state, clock.now());
  };
  const kept = (): CodeState | undefined => store.settings.get(settingName) as CodeState | undefined;
  const propose = (): string => {
    const code = newRecoveryCode();
    proposeCode(dataDir, key, code);
    pending = code;
    return code;
  };
  const mustOpen = (code: string): void => {
    const opened = keyOfRecoveryCode(dataDir, code);
    const same = opened.length === key.length && timingSafeEqual(opened, key);
    opened.fill(0);
    if (!same) throw fail('recovery-code-wrong', {});
  };
  const onScreen = (code: string): string => {
    if (pending === undefined || code !== pending) throw fail('recovery-code-wrong', {});
    return pending;
  };
  return {
    status: () => kept() ?? { state: 'unconfirmed', since: clock.now() },
    mustBeReplaced: () => kept()?.state === 'used',
    shown(code) {
      keep('unconfirmed');
      pending = code;
    },
    propose,
    replaceUsed() {
      keep('used');
      return propose();
    },
    onScreen,
    confirm(code, typed) {
      // A worker that died with the code on screen: the one in hand proves itself by what it opens.
      if (pending === undefined) mustOpen(code);
      else onScreen(code);
      if (!groupsAgree(code, typed)) throw fail('recovery-groups-differ', {});
      confirmCode(dataDir, code);
      pending = undefined;
      keep('confirmed');
    },
    mustOpen,
  };
}
