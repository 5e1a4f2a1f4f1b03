/** Drafts that match the query. One's own opens at reception; another person's is named and never opened. */
import { useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import type { DraftRow } from '#shared/contract/reception.ts';
import { instantText } from '../../../ui/format.ts';
import { EmptyState } from '../../../ui/EmptyState.tsx';
import { Found } from './Found.tsx';
import { lineId, tableId } from './ids.ts';
import { isLetter } from './is-letter.ts';

export type DraftListProps = {
  readonly drafts: readonly DraftRow[];
  readonly query: string;
  readonly selectedIndex: number;
  readonly onSelect: (index: number) => void;
  readonly onOpen: (index: number) => void;
  /** A letter typed into the list belongs to the search. */
  readonly onType: () => void;
};

export function DraftList({ drafts, query, selectedIndex, onSelect, onOpen, onType }: DraftListProps) {
  const { t } = useTranslation();
  useEffect(() => {
    document.getElementById(lineId(selectedIndex))?.scrollIntoView({ block: 'nearest' });
  }, [selectedIndex]);
  if (drafts.length === 0)
    return (
      <div className="mc-panel mc-list-grid">
        <EmptyState title={t('dossiers.empty.drafts')} />
      </div>
    );
  return (
    <div className="mc-panel mc-list-grid" role="grid" id={tableId} aria-label={t('dossiers.drafts.table')}>
      <div className="mc-list-head mc-draft-cols" role="row">
        {(['savedAt', 'applicant', 'procedure', 'owner'] as const).map((column) => (
          <div key={column} role="columnheader">
            {t(`dossiers.drafts.${column}`)}
          </div>
        ))}
      </div>
      <div
        className="mc-list-scroll mc-quiet-focus"
        role="rowgroup"
        tabIndex={0}
        aria-label={t('dossiers.drafts.lines')}
        onKeyDown={(event) => {
          if (isLetter(event)) onType();
        }}
      >
        {drafts.map((draft, index) => (
          <div
            key={draft.draftId}
            id={lineId(index)}
            className="mc-list-line mc-draft-line mc-draft-cols"
            role="row"
            aria-selected={index === selectedIndex}
            data-finished={!draft.mine || undefined}
            onMouseDown={() => {
              onSelect(index);
            }}
            onDoubleClick={() => {
              onOpen(index);
            }}
          >
            <div role="gridcell">{instantText(draft.savedAt)}</div>
            <div role="gridcell" className="mc-list-applicant mc-cut">
              <Found text={draftName(draft) || t('dossiers.drafts.noName')} query={query} />
            </div>
            <div role="gridcell" className="mc-cut">
              {draft.data?.procedureCode ?? '–'}
            </div>
            <div role="gridcell" className="mc-cut">
              {draft.ownerName}
            </div>
          </div>
        ))}
      </div>
    </div>
  );
}

function draftName({ data }: DraftRow): string {
  return data === null ? '' : data.fullName.trim();
}
