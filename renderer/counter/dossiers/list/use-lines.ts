/** Which lines are in view and where they stand, of as many as a million; the chosen one is kept in view. */
import { observeElementOffset, useVirtualizer } from '@tanstack/react-virtual';
import { type RefObject, useEffect, useLayoutEffect, useRef } from 'react';
import { lineHeightPx, useViewHeight } from './measures.ts';
import { scaleOf, scrollTopFor } from './scaled-scroll.ts';

export type Lines = {
  /** Place of each line in the scrolled element. */
  readonly lines: readonly { readonly index: number; readonly topPx: number }[];
  /** Height of the scrolled element. */
  readonly heightPx: number;
};

type Asked = {
  readonly total: number;
  readonly selectedIndex: number;
  readonly onView: (first: number, last: number) => void;
};

export function useLines(scroller: RefObject<HTMLElement | null>, { total, selectedIndex, onView }: Asked): Lines {
  const viewPx = useViewHeight(scroller);
  const linePx = lineHeightPx();
  const { heightPx, factor } = scaleOf(total * linePx, viewPx);
  // The listener is set once and reads what holds at each scroll.
  const scale = useRef(1);
  useLayoutEffect(() => {
    scale.current = factor;
    scroller.current?.dispatchEvent(new Event('scroll'));
  }, [factor, scroller]);
  // oxlint-disable-next-line react/incompatible-library -- its functions are read while drawing and never memoized here
  const virtual = useVirtualizer({
    count: total,
    getScrollElement: () => scroller.current,
    estimateSize: () => linePx,
    overscan: 8,
    useFlushSync: false,
    observeElementOffset: (instance, tell) =>
      observeElementOffset(instance, (offset, moving) => {
        tell(offset * scale.current, moving);
      }),
  });
  const items = virtual.getVirtualItems();
  const first = items[0]?.index ?? 0;
  const last = items.at(-1)?.index ?? -1;
  useEffect(() => {
    onView(first, last);
  }, [onView, first, last]);
  useEffect(() => {
    virtual.measure();
  }, [virtual, linePx]);
  useEffect(() => {
    const { current } = scroller;
    if (current !== null) current.scrollTop = scrollTopFor({ index: selectedIndex, linePx, viewPx, factor, scrollTop: current.scrollTop });
  }, [selectedIndex, linePx, viewPx, factor, scroller]);
  const offset = virtual.scrollOffset ?? 0;
  return { lines: items.map(({ index, start }) => ({ index, topPx: start - offset + offset / factor })), heightPx };
}
