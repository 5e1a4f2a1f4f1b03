/** The lines: status first, then code, name, procedure, dates, and whether they were sent. Only the lines in view exist. */
import { observeElementOffset, useVirtualizer } from '@tanstack/react-virtual';
import { type KeyboardEvent, useEffect, useLayoutEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { DossierLine } from './DossierLine.tsx';
import { tableId } from './ids.ts';
import type { ListRows } from './use-list-rows.ts';
import { scaleOf, scrollTopFor } from './scaled-scroll.ts';
import { lineHeightPx, useViewHeight } from './measures.ts';

export type DossierTableProps = {
  readonly rows: ListRows;
  readonly query: string;
  readonly selectedIndex: number;
  /** `YYYY-MM-DD`: dates of other years show their year. */
  readonly today: string;
  readonly onSelect: (index: number) => void;
  readonly onOpen: (index: number) => void;
  readonly onView: (first: number, last: number) => void;
  /** A letter typed into the list belongs to the search. */
  readonly onType: () => void;
};

const columns = ['status', 'code', 'applicant', 'procedure', 'received', 'due', 'sent'] as const;

export function DossierTable({ rows, query, selectedIndex, today, onSelect, onOpen, onView, onType }: DossierTableProps) {
  const { t } = useTranslation();
  const scroller = useRef<HTMLDivElement>(null);
  const viewPx = useViewHeight(scroller);
  const linePx = lineHeightPx();
  const { heightPx, factor } = scaleOf(rows.total * linePx, viewPx);
  // The listener is set once and reads what holds at each scroll.
  const scale = useRef(1);
  useLayoutEffect(() => {
    scale.current = factor;
    scroller.current?.dispatchEvent(new Event('scroll'));
  }, [factor]);
  // oxlint-disable-next-line react/incompatible-library -- its functions are read while drawing and never memoized here
  const virtual = useVirtualizer({
    count: rows.total,
    getScrollElement: () => scroller.current,
    estimateSize: () => linePx,
    overscan: 8,
    useFlushSync: false,
    observeElementOffset: (instance, tell) =>
      observeElementOffset(instance, (offset, moving) => {
        tell(offset * scale.current, moving);
      }),
  });
  const lines = virtual.getVirtualItems();
  const first = lines[0]?.index ?? 0;
  const last = lines.at(-1)?.index ?? -1;
  useEffect(() => {
    onView(first, last);
  }, [onView, first, last]);
  useEffect(() => {
    virtual.measure();
  }, [virtual, linePx]);
  useEffect(() => {
    const { current } = scroller;
    if (current !== null) current.scrollTop = scrollTopFor({ index: selectedIndex, linePx, viewPx, factor, scrollTop: current.scrollTop });
  }, [selectedIndex, linePx, viewPx, factor]);

  const offset = virtual.scrollOffset ?? 0;
  return (
    <div
      className="mc-panel mc-list-grid"
      role="grid"
      id={tableId}
      aria-label={t('dossiers.table')}
      aria-rowcount={rows.total + 1}
      aria-colcount={columns.length}
      aria-busy={rows.stale}
    >
      <div className="mc-list-head mc-list-cols" role="row" aria-rowindex={1}>
        {columns.map((column) => (
          <div key={column} role="columnheader" className={`mc-list-${column}`}>
            {t(`dossiers.columns.${column}`)}
          </div>
        ))}
      </div>
      <div
        ref={scroller}
        className="mc-list-scroll mc-quiet-focus"
        role="rowgroup"
        tabIndex={0}
        aria-label={t('dossiers.lines')}
        onKeyDown={(event) => {
          if (isLetter(event)) onType();
        }}
      >
        <div role="presentation" className="mc-list-tall" style={{ height: heightPx }}>
          {lines.map((line) => (
            <DossierLine
              key={line.key}
              index={line.index}
              row={rows.rowAt(line.index)}
              query={query}
              today={today}
              selected={line.index === selectedIndex}
              top={line.start - offset + offset / factor}
              onSelect={onSelect}
              onOpen={onOpen}
            />
          ))}
        </div>
      </div>
    </div>
  );
}

function isLetter({ key, ctrlKey, altKey, metaKey }: KeyboardEvent): boolean {
  return key.length === 1 && key !== ' ' && !ctrlKey && !altKey && !metaKey;
}
