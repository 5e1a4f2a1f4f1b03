/** One step being entered: its values, its gaps, and the one command that records it however often F9 is pressed. */
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import type { DossierDetail } from '#shared/contract/dossier.ts';
import { type CallFailure, failureOf, newCommandId, useApi } from '../../../bridge/index.ts';
import { useDesk } from '../../frame/desk.ts';
import { dossierKey } from '../dossier-key.ts';
import { focusStepField } from './StepForm.tsx';
import { gapsOf, stepForms, type StepKind, type StepValues } from './step-forms.ts';

type Entering = { readonly kind: StepKind; readonly commandId: string; readonly values: StepValues; readonly gaps: readonly string[] };

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
};

export function useStep(detail: DossierDetail): StepEntry {
  const api = useApi();
  const queries = useQueryClient();
  const { person } = useDesk();
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
    onSuccess: () => {
      setEntering(null);
    },
    onSettled: () => queries.invalidateQueries({ queryKey: dossierKey }),
  });
  return {
    entering,
    failure: act.error === null ? null : failureOf(act.error),
    busy: act.isPending,
    begin: (kind) => {
      const next = { kind, commandId: newCommandId(), values: {}, gaps: [] };
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
      if (first === undefined) act.mutate(entering);
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
    },
  };
}
