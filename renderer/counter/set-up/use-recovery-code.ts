/** A recovery code on screen: printed, typed back, let go of. */
import { useState } from 'react';
import { askedGroups, groupsAgree } from '#shared/domain/recovery/groups.ts';
import { type CallFailure, failureOf, useApi } from '../../bridge/index.ts';

export type RecoveryCodeJob = {
  readonly asked: readonly number[];
  readonly typed: readonly string[];
  readonly wrong: boolean;
  readonly paper: 'none' | 'printing' | 'printed' | 'failed';
  readonly busy: boolean;
  readonly failure: CallFailure | null;
  readonly type: (index: number, text: string) => void;
  readonly print: () => void;
  /** Answers whether the groups agree; then the code is confirmed and `onDone` called. */
  readonly confirm: () => boolean;
};

export function useRecoveryCode(recoveryCode: string, onDone: () => void): RecoveryCodeJob {
  const api = useApi();
  const asked = askedGroups(recoveryCode);
  const [typed, setTyped] = useState<readonly string[]>(() => asked.map(() => ''));
  const [wrong, setWrong] = useState(false);
  const [paper, setPaper] = useState<RecoveryCodeJob['paper']>('none');
  const [busy, setBusy] = useState(false);
  const [failure, setFailure] = useState<CallFailure | null>(null);

  const print = async () => {
    setPaper('printing');
    setFailure(null);
    try {
      const { queued } = await api.keys.printCode({ recoveryCode, printer: null });
      setPaper(queued ? 'printed' : 'failed');
    } catch (error) {
      setFailure(failureOf(error));
      setPaper('none');
    }
  };
  const confirm = async () => {
    setBusy(true);
    setFailure(null);
    try {
      await api.keys.confirmCode({ recoveryCode, groups: [...typed] });
      onDone();
    } catch (error) {
      setFailure(failureOf(error));
      setBusy(false);
    }
  };
  return {
    asked,
    typed,
    wrong,
    paper,
    busy,
    failure,
    type: (index, text) => {
      setWrong(false);
      setTyped(typed.with(index, text));
    },
    print: () => {
      if (paper !== 'printing') void print();
    },
    confirm: () => {
      const agree = groupsAgree(recoveryCode, typed);
      setWrong(!agree);
      if (agree) void confirm();
      return agree;
    },
  };
}
