/** One step being entered: its values, its gaps, and the one command that records it however often F9 is pressed. */
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { DossierDetail } from '#shared/contract/dossier.ts';
import { type CallFailure, failureOf, newCommandId, useApi } from '../../../bridge/index.ts';
import type { Undo } from '../../../ui/bars/UndoBar.tsx';
import { useDesk } from '../../frame/desk.ts';
import { dossierKey } from '../dossier-key.ts';
import { focusStepField } from './StepForm.tsx';
import { gapsOf, stepForms, type StepKind, type StepValues } from './step-forms.ts';

type Entering = {
  readonly kind: StepKind;
  readonly commandId: string;
  readonly values: StepValues;
  readonly gaps: readonly string[];
  /** What cannot be taken back shows a summary first, and wants F9 again. */
  readonly confirming: boolean;
};

const asksTwice: ReadonlySet<StepKind> = new Set(['dossier.voided']);
/** Steps the law has a way back from. */
const undoable: ReadonlySet<StepKind> = new Set(['dossier.resolved']);

export type StepEntry = {
  readonly entering: Entering | null;
  readonly failure: CallFailure | null;
  readonly busy: boolean;
  /** Opens the form of a step, or records it at once when it asks nothing. */
  readonly begin: (kind: StepKind) => void;
  readonly put: (name: string, value: string) => void;
  /** F9: records, or goes to the first gap. */
  readonly commit: () => void;
  readonly close: () => void;
  readonly dismiss: () => void;
  /** From the summary back to the form. */
  readonly rethink: () => void;
  readonly undo: Undo | null;
  readonly forgetUndo: () => void;
};

export function useStep(detail: DossierDetail): StepEntry {
  const api = useApi();
  const queries = useQueryClient();
  const { person } = useDesk();
  const { t } = useTranslation();
  const [undo, setUndo] = useState<Undo | null>(null);
  const [entering, setEntering] = useState<Entering | null>(null);
  const act = useMutation({
    mutationFn: ({ kind, commandId, values }: Entering) =>
      api.dossier.act({
        dossierId: detail.dossierId,
        commandId,
        basedOn: detail.state.lastActId ?? '',
        kind,
        payload: stepForms[kind].payload(values, detail.state, { isUnitHead: person.roles.includes('unitHead') }),
      }),
    onSuccess: ({ actId }, { kind }) => {
      setEntering(null);
      if (!undoable.has(kind)) return;
      const commandId = newCommandId();
      const takeBack = () => {
        undoing.mutate({ commandId, actId });
      };
      setUndo({ id: actId, text: t('dossier.steps.done', { step: t(`dossier.steps.${kind}.title`) }), undo: takeBack });
    },
    onSettled: () => queries.invalidateQueries({ queryKey: dossierKey }),
  });
  const undoing = useMutation({
    mutationFn: ({ commandId, actId }: { commandId: string; actId: string }) =>
      api.correction.undo({ commandId, dossierId: detail.dossierId, actId, draft: null }),
    onSettled: () => queries.invalidateQueries({ queryKey: dossierKey }),
  });
  return {
    entering,
    failure: firstFailure(act.error, undoing.error),
    busy: act.isPending || undoing.isPending,
    begin: (kind) => {
      const next = { kind, commandId: newCommandId(), values: {}, gaps: [], confirming: false };
      act.reset();
      setEntering(next);
      if (stepForms[kind].fields({}).length === 0) act.mutate(next);
    },
    put: (name, value) => {
      setEntering((now) =>
        now === null ? null : { ...now, values: { ...now.values, [name]: value }, gaps: now.gaps.filter((gap) => gap !== name) },
      );
    },
    commit: () => {
      if (entering === null || act.isPending) return;
      const gaps = gapsOf(entering.kind, entering.values);
      const [first] = gaps;
      if (first === undefined && asksTwice.has(entering.kind) && !entering.confirming) setEntering({ ...entering, confirming: true });
      else if (first === undefined) act.mutate(entering);
      else {
        setEntering({ ...entering, gaps });
        focusStepField(first);
      }
    },
    close: () => {
      setEntering(null);
      act.reset();
    },
    dismiss: () => {
      act.reset();
      undoing.reset();
    },
    rethink: () => {
      setEntering((now) => (now === null ? null : { ...now, confirming: false }));
    },
    undo,
    forgetUndo: () => {
      setUndo(null);
    },
  };
}

function firstFailure(...errors: readonly (Error | null)[]): CallFailure | null {
  const error = errors.find((one) => one !== null);
  return error === undefined || error === null ? null : failureOf(error);
}
