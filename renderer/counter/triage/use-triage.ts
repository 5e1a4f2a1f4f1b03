/** What is wrong with a counter that does not open, and its repair under way. */
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { RepairReport, RepairStep, TriageReport } from '#shared/contract/triage.ts';
import { type CallFailure, failureOf, useApi } from '../../bridge/index.ts';

export type RepairHow = RepairReport['how'];

export type Triage = {
  /** Null while the files are being looked at. */
  readonly report: TriageReport | null;
  /** The step the repair is at; null while none is under way. */
  readonly step: RepairStep | null;
  /** Set once the counter is open again. */
  readonly repaired: RepairReport | null;
  readonly failure: CallFailure | null;
  readonly repair: (how: RepairHow, lastCode: string | null) => void;
};

export function useTriage(): Triage {
  const api = useApi();
  const looked = useQuery({ queryKey: ['triage'], queryFn: () => api.triage.report(), gcTime: 0, retry: false });
  const [step, setStep] = useState<RepairStep | null>(null);
  const [repaired, setRepaired] = useState<RepairReport | null>(null);
  const [failure, setFailure] = useState<CallFailure | null>(null);

  const repair = async (how: RepairHow, lastCode: string | null) => {
    setFailure(null);
    setStep('looking');
    try {
      for await (const told of await api.triage.repair({ how, lastCode })) {
        setStep(told.step);
        if (told.step === 'done') setRepaired(told.report);
      }
    } catch (error) {
      setFailure(failureOf(error));
      void looked.refetch();
    } finally {
      setStep(null);
    }
  };
  return {
    report: looked.data ?? null,
    step,
    repaired,
    failure: failure ?? (looked.error === null ? null : failureOf(looked.error)),
    repair: (how, lastCode) => {
      void repair(how, lastCode);
    },
  };
}
