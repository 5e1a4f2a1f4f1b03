/**
 * A million lines are taller than a page may be: Chromium clamps an element near 33 million pixels, less when zoomed. Beyond
 * `maxHeightPx` the scroll bar moves over a shorter element and every pixel of it stands for more than one of the list.
 */
export const maxHeightPx = 16_000_000;

export type Scale = {
  /** Height given to the scrolled element, in px. */
  readonly heightPx: number;
  /** List pixels for each pixel of the scroll bar, at least 1. */
  readonly factor: number;
};

/** How `listPx` of list are drawn in a view of `viewPx`. */
export function scaleOf(listPx: number, viewPx: number): Scale {
  if (listPx <= maxHeightPx) return { heightPx: listPx, factor: 1 };
  return { heightPx: maxHeightPx, factor: (listPx - viewPx) / (maxHeightPx - viewPx) };
}

type Place = {
  readonly index: number;
  readonly linePx: number;
  readonly viewPx: number;
  readonly factor: number;
  readonly scrollTop: number;
};

/** Where the scroll bar has to stand so that line `index` is in view; where it stands already when it is. */
export function scrollTopFor({ index, linePx, viewPx, factor, scrollTop }: Place): number {
  const top = index * linePx;
  const shown = scrollTop * factor;
  if (top < shown) return top / factor;
  return top + linePx > shown + viewPx ? (top + linePx - viewPx) / factor : scrollTop;
}
