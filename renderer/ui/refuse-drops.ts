/** What is dropped on the page and taken by nobody is not opened by the browser, which would show a register or a website in a window of its own. */

/** Dropped text still goes into the field it is dropped on. */
const opens = (transfer: Pick<DataTransfer, 'types'> | null): boolean =>
  transfer !== null && transfer.types.some((type) => type === 'Files' || type === 'text/uri-list');

/** Listens for as long as the page lives; who takes a drop has called `preventDefault` before. */
export function refuseDrops(page: EventTarget): void {
  for (const type of ['dragover', 'drop'] as const)
    page.addEventListener(type, (event) => {
      const transfer = 'dataTransfer' in event ? (event.dataTransfer as DataTransfer | null) : null;
      if (event.defaultPrevented || !opens(transfer)) return;
      event.preventDefault();
      if (transfer !== null) transfer.dropEffect = 'none';
    });
}
