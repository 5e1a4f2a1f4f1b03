/** A stick at the day's end: what is under way and what came of it. The same code in both shells: a file is saved, a file is chosen. */
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useRef, useState } from 'react';
import type { UsbTarget } from '#shared/contract/usb.ts';
import { type CallFailure, failureOf, useApi } from '../../bridge/index.ts';
import { dossierKey } from '../dossiers/dossier-key.ts';
import { syncKey } from '../sync/status-query.ts';
import { isUnderWay, refused, takeBundle, type UsbPhase, writeBundle } from './usb-work.ts';

/** What a stick can be made for here. */
export type UsbState = { readonly upstream: boolean; readonly officeCode: boolean };

export type UsbJob = {
  /** Null until known. */
  readonly state: UsbState | null;
  /** Why it is not known. */
  readonly unread: CallFailure | null;
  readonly phase: UsbPhase;
  readonly busy: boolean;
  readonly write: (target: UsbTarget, all: boolean) => void;
  readonly take: (file: File) => void;
  /** The office's code once it was made or kept here. */
  readonly code: string | null;
  /** `typed` null: has a code made. */
  readonly keepCode: (typed: string | null) => void;
};

export function useUsb(): UsbJob {
  const api = useApi();
  const [code, setCode] = useState<string | null>(null);
  const asked = useQuery({ queryKey: [...syncKey, 'usb'], queryFn: ({ signal }) => api.usb.state(undefined, { signal }) });
  const { phase, run } = useUsbWork();
  return {
    state: asked.data ?? null,
    unread: asked.error === null ? null : failureOf(asked.error),
    phase,
    busy: isUnderWay(phase),
    code,
    write: (target, all) => {
      run((tell) => writeBundle(api, target, all, tell));
    },
    take: (file) => {
      run((tell) => takeBundle(api, file, tell));
    },
    keepCode: (typed) => {
      run(async () => {
        const { officeCode, fault } = await api.usb.officeCode({ code: typed });
        setCode(officeCode);
        return fault === null ? { kind: 'idle' } : refused(fault);
      });
    },
  };
}

type Work = (tell: (phase: UsbPhase) => void) => Promise<UsbPhase>;

/** One piece of work at a time. */
function useUsbWork(): { readonly phase: UsbPhase; readonly run: (work: Work) => void } {
  const queries = useQueryClient();
  const [phase, setPhase] = useState<UsbPhase>({ kind: 'idle' });
  // Known at once: a second press may come before the page is drawn again.
  const underWay = useRef(false);
  const follow = async (work: Work): Promise<void> => {
    underWay.current = true;
    try {
      setPhase(await work(setPhase));
    } catch (error) {
      setPhase({ kind: 'failed', failure: failureOf(error) });
    } finally {
      underWay.current = false;
      // The day's own figures hang on what is unsent and are read again with it.
      for (const queryKey of [syncKey, dossierKey]) void queries.invalidateQueries({ queryKey });
    }
  };
  return {
    phase,
    run: (work) => {
      if (!underWay.current) void follow(work);
    },
  };
}
