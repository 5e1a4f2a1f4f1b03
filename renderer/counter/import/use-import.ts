/** One import from the choice of a file to its result. Each step is a state of its own, so that the screen draws and decides nothing. */
import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useRef, useState } from 'react';
import { type ImportPreview, type ImportProgress, maxImportBytes } from '#shared/contract/register.ts';
import { type CallFailure, type CounterApi, failureOf, useApi } from '../../bridge/index.ts';
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
  const work = useWork((error) => {
    // The choice of a file is where one goes on.
    setFailure(failureOf(error));
    setState(start);
  });
  const dismiss = () => {
    setFailure(null);
  };
  return {
    state,
    failure,
    choose: (file) => {
      dismiss();
      const refusal = refusalOf(file);
      if (refusal !== null) setState({ phase: 'choose', refusal, fileName: file.name });
      else void work.alone((signal) => send(api, file, setState, signal));
    },
    run: () => {
      if (state.phase !== 'preview') return;
      dismiss();
      void work
        .alone((signal) => follow(api, state, setState, signal))
        .finally(() => {
          void queries.invalidateQueries({ queryKey: dossierKey });
        });
    },
    stop: () => {
      work.stop();
      setState(stopped);
    },
    again: () => {
      work.stop();
      dismiss();
      setState(start);
    },
    dismiss,
  };
}

type ImportApi = Pick<CounterApi, 'register'>;
type Tell = (state: ImportState) => void;

/** The file in pieces, then what F9 would do with it. */
async function send({ register }: ImportApi, file: File, tell: Tell, signal: AbortSignal): Promise<void> {
  const sending = (sentBytes: number) => {
    tell({ phase: 'sending', fileName: file.name, sentBytes, totalBytes: file.size });
  };
  sending(0);
  const importId = await sendFile(register, file, sending, signal);
  const preview = await register.preview({ importId }, { signal });
  tell({ phase: 'preview', fileName: file.name, importId, preview });
}

async function follow({ register }: ImportApi, { fileName, importId, preview }: Looked, tell: Tell, signal: AbortSignal): Promise<void> {
  const startedMs = performance.now();
  for await (const progress of await register.run({ importId }, { signal })) {
    // What arrives after stopping is no news for the screen.
    if (signal.aborted) return;
    if (progress.phase === 'done') tell({ phase: 'done', fileName, preview, progress, stopped: false });
    else tell({ phase: 'running', fileName, preview, progress, startedMs, nowMs: performance.now() });
  }
}

type Looked = Extract<ImportState, { phase: 'preview' }>;

/** What was imported until then stays, and with it the rows that were under way: the count is the least there is. */
function stopped(now: ImportState): ImportState {
  return now.phase === 'running'
    ? { phase: 'done', fileName: now.fileName, preview: now.preview, progress: now.progress, stopped: true }
    : start;
}

type Work = {
  /** Runs `task` alone: a later one stops it. */
  readonly alone: (task: (signal: AbortSignal) => Promise<void>) => Promise<void>;
  readonly stop: () => void;
};

/** One task at a time, stopped when the screen is left. A task that fails by itself is told to `onFailed`. */
function useWork(onFailed: (error: unknown) => void): Work {
  const running = useRef<AbortController | null>(null);
  useEffect(
    () => () => {
      running.current?.abort();
    },
    [],
  );
  return {
    alone: async (task) => {
      running.current?.abort();
      const own = new AbortController();
      running.current = own;
      try {
        await task(own.signal);
      } catch (error) {
        if (!own.signal.aborted) onFailed(error);
      }
    },
    stop: () => {
      running.current?.abort();
    },
  };
}

function refusalOf({ name, size }: File): 'wrongType' | 'tooLarge' | null {
  if (!/\.(?:xlsx|csv)$/iu.test(name)) return 'wrongType';
  return size > maxImportBytes ? 'tooLarge' : null;
}
