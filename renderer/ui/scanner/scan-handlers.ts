/** Who on screen may use a scan. The newest that asked is offered it first; a scan fills, finds or opens, it never commits. */
import { createContext, useContext, useEffect, useRef } from 'react';
import type { Scan } from './scanner-watch.ts';

/** True when the scan was used. */
export type ScanHandler = (scan: Scan) => boolean;
export type ScanHandlers = { readonly add: (handler: ScanHandler) => () => void; readonly offer: (scan: Scan) => boolean };

/** Handlers in the order they came; the newest is asked first. */
export function createScanHandlers(): ScanHandlers {
  const handlers = new Set<ScanHandler>();
  return {
    add: (handler) => {
      handlers.add(handler);
      return () => {
        handlers.delete(handler);
      };
    },
    offer: (scan) => [...handlers].toReversed().some((handler) => handler(scan)),
  };
}

export const ScanContext = createContext<ScanHandlers>(createScanHandlers());

/** Offers scans to the caller while it is mounted. The handler may hold closures. */
export function useScan(handler: ScanHandler): void {
  const handlers = useContext(ScanContext);
  const latest = useRef(handler);
  useEffect(() => {
    latest.current = handler;
  });
  useEffect(() => handlers.add((scan) => latest.current(scan)), [handlers]);
}
