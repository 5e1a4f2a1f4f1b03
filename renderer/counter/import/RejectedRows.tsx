/** Rows that cannot be imported, by number and reason, and as text to hand to whoever keeps the file. */
import { useVirtualizer } from '@tanstack/react-virtual';
import { useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { RejectedRow } from '#shared/contract/register.ts';
import { rejectedText, rejectionText } from './rejected-text.ts';

type RejectedRowsProps = { readonly rows: readonly RejectedRow[] };

export function RejectedRows({ rows }: RejectedRowsProps) {
  const { t } = useTranslation();
  const scroller = useRef<HTMLDivElement>(null);
  // oxlint-disable-next-line react/incompatible-library -- its functions are read while drawing and never memoized here
  const virtual = useVirtualizer({ count: rows.length, getScrollElement: () => scroller.current, estimateSize: () => 36, overscan: 10 });
  return (
    <section className="mc-panel mc-rejected" aria-label={t('importing.rejectedTitle', { count: rows.length })}>
      <RejectedHead rows={rows} />
      <div ref={scroller} className="mc-rejected-scroll mc-quiet-focus" tabIndex={0} role="group" aria-label={t('importing.rejectedList')}>
        <ul style={{ height: virtual.getTotalSize() }}>
          {virtual.getVirtualItems().map(({ index, start }) => {
            const row = rows[index];
            return row === undefined ? null : (
              <li key={row.row} ref={virtual.measureElement} data-index={index} style={{ transform: `translateY(${start}px)` }}>
                <b>
                  {t('importing.row')} {row.row}
                </b>
                <span>{rejectionText(row, t)}</span>
              </li>
            );
          })}
        </ul>
      </div>
    </section>
  );
}

function RejectedHead({ rows }: RejectedRowsProps) {
  const { t } = useTranslation();
  const [said, setSaid] = useState('');
  const copy = async () => {
    try {
      await navigator.clipboard.writeText(rejectedText(rows, t));
      setSaid(t('importing.copied', { count: rows.length }));
    } catch {
      setSaid(t('importing.copyFailed'));
    }
  };
  return (
    <div className="mc-rejected-head">
      <h2 className="mc-panel-title">{t('importing.rejectedTitle', { count: rows.length })}</h2>
      <span className="mc-s mc-muted" role="status">
        {said}
      </span>
      <button
        type="button"
        className="mc-quiet-button"
        onClick={() => {
          void copy();
        }}
      >
        {t('importing.copy')}
      </button>
    </div>
  );
}
