/** The header's numbers, as the app streams them: the latest value, again after a lost line and after a stream that failed. */
import { createContext, createElement, type ReactNode, useContext, useEffect, useState } from 'react';
import type { HeaderStatus } from '#shared/contract/office.ts';
import { followStream, useApi } from '../../bridge/index.ts';
import { useKeeper, useLineState } from './line-state.ts';

const HeaderStatusContext = createContext<HeaderStatus | null>(null);

/** Null until the first answer, and when the numbers cannot be told any more. A lost line is told by itself: over it they stay as last heard. */
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
  const keeper = useKeeper();
  const { generation } = useLineState();
  const [status, setStatus] = useState<HeaderStatus | null>(null);
  useEffect(
    () =>
      followStream(keeper, (signal) => api.office.watch(undefined, { signal }), {
        tell: setStatus,
        failed: () => {
          setStatus(null);
        },
        ended: onOver,
      }),
    // oxlint-disable-next-line react/exhaustive-deps -- `generation`, `who`: a new line, or a person who was changed, needs another stream
    [api, keeper, generation, who, onOver],
  );
  return status;
}
