/** One step being entered: its values, its gaps, and the one command that records it however often F9 is pressed. */
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { DossierDetail } from '#shared/contract/dossier.ts';
import { type CallFailure, failureOf, newCommandId, useApi } from '../../../bridge/index.ts';
import type { Undo } from '../../../ui/bars/UndoBar.tsx';
import { useDesk } from '../../frame/desk.ts';
import { keptTyping } from '../../frame/kept-typing.ts';
import { useNavigation } from '../../frame/navigation.ts';
import { dossierKey } from '../dossier-key.ts';
import { focusStepField } from './StepForm.tsx';
import { gapsOf, stepForms, type StepKind, type StepValues } from './step-forms.ts';

type Opened = {
  readonly kind: StepKind;
  readonly commandId: string;
  readonly gaps: readonly string[];
  /** What cannot be taken back shows a summary first, and wants F9 again. */
  readonly confirming: boolean;
};

type Entering = Opened & { readonly values: StepValues };

/** One dossier's steps: what was typed into each stays when its form is closed; which form is open stays no longer than this visit to the page. */
type Steps = {
  readonly opened: (Opened & { readonly visit: number }) | null;
  readonly values: Readonly<Partial<Record<StepKind, StepValues>>>;
};

const useStepTyping = keptTyping<Steps>({ opened: null, values: {} }, ({ values }) => Object.values(values).some(hasText));

function hasText(values: StepValues): boolean {
  return Object.values(values).some((value) => value.trim() !== '');
}

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
  const visit = useNavigation((navigation) => navigation.asked);
  const { typed, put } = useStepTyping(detail.dossierId);
  const opened = typed.opened?.visit === visit ? typed.opened : null;
  const entering = opened === null ? null : { ...opened, values: typed.values[opened.kind] ?? {} };
  const change = (to: Partial<Opened>) => {
    put((now) => ({ ...now, opened: now.opened === null ? null : { ...now.opened, ...to } }));
  };
  const close = () => {
    put((now) => ({ ...now, opened: null }));
  };
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
      put(({ values: { [kind]: _recorded, ...values } }) => ({ opened: null, values }));
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
      const next = { kind, commandId: newCommandId(), gaps: [], confirming: false };
      act.reset();
      put((now) => ({ ...now, opened: { ...next, visit } }));
      if (stepForms[kind].fields({}).length === 0) act.mutate({ ...next, values: {} });
    },
    put: (name, value) => {
      put(({ opened: open, values }) =>
        open === null
          ? { opened: open, values }
          : {
              opened: { ...open, gaps: open.gaps.filter((gap) => gap !== name) },
              values: { ...values, [open.kind]: { ...values[open.kind], [name]: value } },
            },
      );
    },
    commit: () => {
      if (entering === null || act.isPending) return;
      const gaps = gapsOf(entering.kind, entering.values);
      const [first] = gaps;
      if (first === undefined && asksTwice.has(entering.kind) && !entering.confirming) change({ confirming: true });
      else if (first === undefined) act.mutate(entering);
      else {
        change({ gaps });
        focusStepField(first);
      }
    },
    close: () => {
      close();
      act.reset();
    },
    dismiss: () => {
      act.reset();
      undoing.reset();
    },
    rethink: () => {
      change({ confirming: false });
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
