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
