/** Measures that the virtual list needs in px, while the sheet speaks in rem. */
import { type RefObject, useLayoutEffect, useState } from 'react';

const lineRem = 2.25;

/** Height of one line: 36 px, more where the whole page is scaled up. */
export function lineHeightPx(): number {
  return Math.round(lineRem * Number.parseFloat(getComputedStyle(document.documentElement).fontSize));
}

/** Height of `element`, kept as it changes. */
export function useViewHeight(element: RefObject<HTMLElement | null>): number {
  const [heightPx, setHeightPx] = useState(0);
  useLayoutEffect(() => {
    const { current } = element;
    if (current === null) return undefined;
    const watch = new ResizeObserver(() => {
      setHeightPx(current.clientHeight);
    });
    watch.observe(current);
    return () => {
      watch.disconnect();
    };
  }, [element]);
  return heightPx;
}
