/** One import from the choice of a file to its result. Each step is a state of its own, so that the screen draws and decides nothing. */
import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useRef, useState } from 'react';
import { type ImportPreview, type ImportProgress, maxImportBytes } from '#shared/contract/register.ts';
import { type CallFailure, failureOf, useApi } from '../../bridge/index.ts';
import { dossierKey } from '../dossiers/dossier-key.ts';
import { sendFile } from './chunks.ts';

export type ImportState =
  | { readonly phase: 'choose'; readonly refusal: 'wrongType' | 'tooLarge' | null; readonly fileName: string }
  | { readonly phase: 'sending'; readonly fileName: string; readonly sentBytes: number; readonly totalBytes: number }
  | { readonly phase: 'preview'; readonly fileName: string; readonly importId: string; readonly preview: ImportPreview }
  | {
      readonly phase: 'running';
      readonly fileName: string;
      readonly preview: ImportPreview;
      readonly progress: ImportProgress;
      readonly startedMs: number;
      readonly nowMs: number;
    }
  | {
      readonly phase: 'done';
      readonly fileName: string;
      readonly preview: ImportPreview;
      readonly progress: ImportProgress;
      readonly stopped: boolean;
    };

export type ImportJob = {
  readonly state: ImportState;
  readonly failure: CallFailure | null;
  readonly choose: (file: File) => void;
  readonly run: () => void;
  readonly stop: () => void;
  /** Back to the choice of a file. What was imported stays. */
  readonly again: () => void;
  readonly dismiss: () => void;
};

const start: ImportState = { phase: 'choose', refusal: null, fileName: '' };

export function useImport(): ImportJob {
  const api = useApi();
  const queries = useQueryClient();
  const [state, setState] = useState<ImportState>(start);
  const [failure, setFailure] = useState<CallFailure | null>(null);
  const work = useRef<AbortController | null>(null);
  useEffect(
    () => () => {
      work.current?.abort();
    },
    [],
  );

  /** Runs `task` alone: a later one stops it. Its failure ends at the choice of a file, which is where one goes on. */
  const alone = async (task: (signal: AbortSignal) => Promise<void>): Promise<void> => {
    work.current?.abort();
    const own = new AbortController();
    work.current = own;
    setFailure(null);
    try {
      await task(own.signal);
    } catch (error) {
      if (own.signal.aborted) return;
      setFailure(failureOf(error));
      setState(start);
    }
  };

  const choose = (file: File): void => {
    const refusal = refusalOf(file);
    if (refusal !== null) {
      setFailure(null);
      setState({ phase: 'choose', refusal, fileName: file.name });
      return;
    }
    void alone(async (signal) => {
      const sending = (sentBytes: number) => {
        setState({ phase: 'sending', fileName: file.name, sentBytes, totalBytes: file.size });
      };
      sending(0);
      const importId = await sendFile(api.register, file, sending, signal);
      const preview = await api.register.preview({ importId }, { signal });
      setState({ phase: 'preview', fileName: file.name, importId, preview });
    });
  };

  const run = (): void => {
    if (state.phase !== 'preview') return;
    const { fileName, importId, preview } = state;
    const startedMs = performance.now();
    void alone(async (signal) => {
      for await (const progress of await api.register.run({ importId }, { signal })) {
        // What arrives after stopping is no news for the screen.
        if (signal.aborted) return;
        if (progress.phase === 'done') setState({ phase: 'done', fileName, preview, progress, stopped: false });
        else setState({ phase: 'running', fileName, preview, progress, startedMs, nowMs: performance.now() });
      }
    }).finally(() => {
      void queries.invalidateQueries({ queryKey: dossierKey });
    });
  };

  const stop = (): void => {
    work.current?.abort();
    setState((now) =>
      now.phase === 'running'
        ? { phase: 'done', fileName: now.fileName, preview: now.preview, progress: now.progress, stopped: true }
        : start,
    );
  };

  return {
    state,
    failure,
    choose,
    run,
    stop,
    again: () => {
      work.current?.abort();
      setFailure(null);
      setState(start);
    },
    dismiss: () => {
      setFailure(null);
    },
  };
}

function refusalOf({ name, size }: File): 'wrongType' | 'tooLarge' | null {
  if (!/\.(?:xlsx|csv)$/iu.test(name)) return 'wrongType';
  return size > maxImportBytes ? 'tooLarge' : null;
}
