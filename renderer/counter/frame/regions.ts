/** F6 goes round the regions of the page: the undo bar first, then errors, work and paper in reading order. */

const firstFocusable = 'input:not(:disabled), textarea:not(:disabled), button:not(:disabled):not([tabindex="-1"]), [tabindex="0"]';

/** What takes the focus next; undefined when there is no region. */
export function nextRegion(step: 1 | -1): HTMLElement | undefined {
  const regions = [...document.querySelectorAll<HTMLElement>('[data-region]')]
    .filter((region) => region.dataset['region'] !== undefined)
    .toSorted((a, b) => rank(a) - rank(b));
  const current = regions.findIndex((region) => region.contains(document.activeElement));
  const undo = regions.find((region) => region.dataset['region'] === 'undo');
  const next =
    current === -1 || (undo !== undefined && !undo.contains(document.activeElement) && step === 1)
      ? (undo ?? regions[0])
      : regions[(current + step + regions.length) % regions.length];
  return next === undefined || (next.tabIndex === -1 && next.dataset['region'] === 'paper')
    ? next
    : (next.querySelector<HTMLElement>(firstFocusable) ?? next);
}

function rank(region: HTMLElement): number {
  const index = ['undo', 'error', 'work', 'paper'].indexOf(region.dataset['region'] ?? '');
  return index === -1 ? 2 : index;
}
