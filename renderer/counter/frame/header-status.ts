/** The header's numbers, as the app streams them: the latest value, again after a lost line. */
import { createContext, createElement, type ReactNode, useContext, useEffect, useState } from 'react';
import type { HeaderStatus } from '#shared/contract/office.ts';
import { type CounterApi, useApi } from '../../bridge/index.ts';
import { useLineState } from './line-state.ts';

const HeaderStatusContext = createContext<HeaderStatus | null>(null);

/** Null until the first answer. */
export function useHeaderStatus(): HeaderStatus | null {
  return useContext(HeaderStatusContext);
}

export type HeaderStatusProviderProps = {
  readonly children: ReactNode;
  /** Who is signed in, by name and roles: another needs another stream. */
  readonly who: string;
  /** The app has nobody signed in here any more, or the person as somebody else: the desk's state is to be read again. */
  readonly onOver: () => void;
};

/** One stream for all that show its numbers: each value is counted over the whole store. */
export function HeaderStatusProvider({ children, who, onOver }: HeaderStatusProviderProps) {
  return createElement(HeaderStatusContext, { value: useStream(who, onOver) }, children);
}

function useStream(who: string, onOver: () => void): HeaderStatus | null {
  const api = useApi();
  const { generation } = useLineState();
  const [status, setStatus] = useState<HeaderStatus | null>(null);
  // oxlint-disable-next-line react/exhaustive-deps -- `who`: the app ends the stream of a person who was changed
  useEffect(() => follow(api, generation, setStatus, onOver), [api, generation, who, onOver]);
  return status;
}

/** Listens on the line numbered `generation`; none is open at 0. The answer stops it. */
function follow(api: CounterApi, generation: number, tell: (status: HeaderStatus) => void, onOver: () => void): () => void {
  const stop = new AbortController();
  const listen = async () => {
    try {
      for await (const next of await api.office.watch(undefined, { signal: stop.signal })) tell(next);
      if (!stop.signal.aborted) onOver();
    } catch {
      // The line closed or the person left: the numbers stay as last heard until the next line brings new ones.
    }
  };
  if (generation > 0) void listen();
  return () => {
    stop.abort();
  };
}
