import { createContext, useContext } from 'react';
import { useStore } from 'zustand';
import type { Keeper, LineState } from '../../bridge/index.ts';

export const KeeperContext = createContext<Keeper | undefined>(undefined);

export function useKeeper(): Keeper {
  const keeper = useContext(KeeperContext);
  if (keeper === undefined) throw new Error('No KeeperContext above.');
  return keeper;
}

/** Whether the app answers, and how many lines there have been. */
export function useLineState(): LineState {
  return useStore(useKeeper().state);
}
