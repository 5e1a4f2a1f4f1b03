/** A recovery code on screen: printed, typed back, let go of. */
import { useState } from 'react';
import { askedGroups, groupsAgree } from '#shared/domain/recovery/groups.ts';
import { type CallFailure, useApi } from '../../bridge/index.ts';
import { type Attempt, useAttempt } from '../../ui/use-attempt.ts';

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
  const confirming = useAttempt();
  const printing = useCodePrint(recoveryCode);
  const confirm = () => {
    printing.dismiss();
    confirming.run(async () => {
      await api.keys.confirmCode({ recoveryCode, groups: [...typed] });
      onDone();
    });
  };
  return {
    asked,
    typed,
    wrong,
    paper: printing.paper,
    busy: confirming.busy,
    failure: confirming.failure ?? printing.failure,
    type: (index, text) => {
      setWrong(false);
      setTyped(typed.with(index, text));
    },
    print: () => {
      confirming.dismiss();
      printing.print();
    },
    confirm: () => {
      const agree = groupsAgree(recoveryCode, typed);
      setWrong(!agree);
      if (agree) confirm();
      return agree;
    },
  };
}

type CodePrint = Pick<Attempt, 'failure' | 'dismiss'> & { readonly paper: RecoveryCodeJob['paper']; readonly print: () => void };

/** The code's paper, printed as often as somebody asks. */
function useCodePrint(recoveryCode: string): CodePrint {
  const api = useApi();
  const { busy, failure, dismiss, run } = useAttempt();
  const [last, setLast] = useState<'none' | 'printed' | 'failed'>('none');
  return {
    failure,
    dismiss,
    paper: busy ? 'printing' : last,
    print: () => {
      run(async () => {
        setLast('none');
        const { queued } = await api.keys.printCode({ recoveryCode, printer: null });
        setLast(queued ? 'printed' : 'failed');
      });
    },
  };
}
