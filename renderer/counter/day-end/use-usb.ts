/** A stick at the day's end: what is under way and what came of it. The same code in both shells: a file is saved, a file is chosen. */
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { type UsbFile, usbPieceBytes, type UsbTaken, type UsbTarget } from '#shared/contract/usb.ts';
import { type CallFailure, failureOf, useApi } from '../../bridge/index.ts';
import { dossierKey } from '../dossiers/dossier-key.ts';
import { gather, saveAs, scatter } from '../sync/pieces.ts';
import { syncKey } from '../sync/status-query.ts';

type Fault = { readonly code: string; readonly details: Readonly<Record<string, unknown>> };

export type UsbPhase =
  | { readonly kind: 'idle' }
  | { readonly kind: 'writing' | 'judging' }
  | { readonly kind: 'reading' | 'sending'; readonly done: number; readonly total: number }
  | { readonly kind: 'saved'; readonly target: UsbTarget; readonly file: UsbFile }
  | { readonly kind: 'taken'; readonly taken: UsbTaken }
  | { readonly kind: 'refused'; readonly fault: Fault }
  | { readonly kind: 'failed'; readonly failure: CallFailure };

export type UsbJob = {
  /** Null until known. */
  readonly state: { readonly upstream: boolean; readonly officeCode: boolean } | null;
  readonly phase: UsbPhase;
  readonly busy: boolean;
  readonly write: (target: UsbTarget, all: boolean) => void;
  readonly take: (file: File) => void;
  /** The office's code once it was made or kept here. */
  readonly code: string | null;
  readonly keepCode: (code: string | null) => void;
};

export function useUsb(): UsbJob {
  const api = useApi();
  const queries = useQueryClient();
  const [phase, setPhase] = useState<UsbPhase>({ kind: 'idle' });
  const [code, setCode] = useState<string | null>(null);
  const asked = useQuery({ queryKey: [...syncKey, 'usb'], queryFn: ({ signal }) => api.usb.state(undefined, { signal }) });
  const busy = ['writing', 'reading', 'sending', 'judging'].includes(phase.kind);
  const run = async (work: () => Promise<UsbPhase>) => {
    if (busy) return;
    try {
      setPhase(await work());
    } catch (error) {
      setPhase({ kind: 'failed', failure: failureOf(error) });
    }
    // The day's own figures hang on what is unsent and are read again with it.
    for (const queryKey of [syncKey, dossierKey]) void queries.invalidateQueries({ queryKey });
  };
  return {
    state: asked.data ?? null,
    phase,
    busy,
    code,
    write: (target, all) => {
      void run(async () => {
        setPhase({ kind: 'writing' });
        const { file, fault } = await api.usb.export({ target, all });
        if (file === null) return { kind: 'refused', fault: fault ?? { code: 'other', details: {} } };
        const { exportId, byteLength, fileName } = file;
        const bytes = await gather(
          (offset) => api.usb.piece({ exportId, offset }),
          (done) => {
            setPhase({ kind: 'reading', done, total: byteLength });
          },
        );
        saveAs(fileName, bytes);
        return { kind: 'saved', target, file };
      });
    },
    take: (file) => {
      void run(async () => {
        setPhase({ kind: 'sending', done: 0, total: file.size });
        if (file.size === 0) return { kind: 'refused', fault: { code: 'bundle-damaged', details: {} } };
        const { importId } = await api.usb.begin({ byteLength: file.size });
        await scatter(
          file,
          usbPieceBytes,
          (piece) => api.usb.chunk({ importId, ...piece }),
          (done) => {
            setPhase({ kind: 'sending', done, total: file.size });
          },
        );
        setPhase({ kind: 'judging' });
        const { taken, fault } = await api.usb.take({ importId });
        return taken === null ? { kind: 'refused', fault: fault ?? { code: 'other', details: {} } } : { kind: 'taken', taken };
      });
    },
    keepCode: (typed) => {
      void run(async () => {
        const { officeCode, fault } = await api.usb.officeCode({ code: typed });
        setCode(officeCode);
        return fault === null ? { kind: 'idle' } : { kind: 'refused', fault };
      });
    },
  };
}
