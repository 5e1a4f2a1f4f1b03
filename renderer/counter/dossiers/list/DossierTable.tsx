/** The lines: status first, then code, name, procedure, dates, and whether they were sent. Only the lines in view exist. */
import { useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { DossierLine } from './DossierLine.tsx';
import { tableId } from './ids.ts';
import { isLetter } from './is-letter.ts';
import type { ListRows } from './use-list-rows.ts';
import { useLines } from './use-lines.ts';

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
  const { lines, heightPx } = useLines(scroller, { total: rows.total, selectedIndex, onView });
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
          {lines.map(({ index, topPx }) => (
            <DossierLine
              key={index}
              index={index}
              row={rows.rowAt(index)}
              query={query}
              today={today}
              selected={index === selectedIndex}
              top={topPx}
              onSelect={onSelect}
              onOpen={onOpen}
            />
          ))}
        </div>
      </div>
    </div>
  );
}
