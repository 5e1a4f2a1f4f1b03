/** The papers: Space ticks, Ctrl+D ticks all that are always asked for, ↑↓ moves. A paper outside the list says why it is taken. */
import { IconPlus } from '@tabler/icons-react';
import { type KeyboardEvent, memo, type RefObject, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import type { DraftDocument } from '#shared/contract/reception.ts';
import type { Procedure } from '#shared/domain/catalogue/procedure.ts';
import { KeyCap } from '../../ui/bars/KeyCap.tsx';
import { DocumentRow } from './DocumentRow.tsx';
import { extraDocument, isNotNeeded } from './draft-data.ts';
import { ExtraRow } from './ExtraRow.tsx';
import { focusField } from './next-field.ts';
import { usePatch } from './reception-store.ts';

export type DocumentsPanelProps = {
  readonly documents: readonly DraftDocument[];
  readonly procedure: Procedure | undefined;
  readonly save: () => void;
};

export const DocumentsPanel = memo(function DocumentsPanel({ documents, procedure, save }: DocumentsPanelProps) {
  const { t } = useTranslation();
  const panel = useRef<HTMLElement>(null);
  const { change, remove, add } = useDocuments(documents.length, panel, save);
  return (
    <section className="mc-panel mc-documents" aria-labelledby="documents-title" ref={panel} onKeyDown={moveAlongTicks}>
      <DocumentsHead documents={documents} />
      <div className="mc-documents-rows">
        {procedure === undefined && documents.length === 0 ? (
          <p className="mc-documents-none mc-muted">{t('reception.documents.none')}</p>
        ) : null}
        {/* Rows have no identity of their own: the list's order is the procedure's. */}
        {documents.map((document, index) =>
          document.listed ? (
            <DocumentRow key={`${document.name}-${index}`} index={index} document={document} onChange={change(index)} />
          ) : (
            <ExtraRow key={`extra-${index}`} index={index} document={document} onChange={change(index)} onRemove={remove(index)} />
          ),
        )}
        {procedure === undefined ? null : (
          <button type="button" className={moreClass} onClick={add}>
            <IconPlus size={15} stroke={1.9} aria-hidden="true" />
            {t('reception.documents.addExtra')}
          </button>
        )}
      </div>
    </section>
  );
});

/** What the rows do to the draft's papers; each change is saved at once. */
function useDocuments(count: number, panel: RefObject<HTMLElement | null>, save: () => void) {
  const patch = usePatch();
  const put = (changed: (now: readonly DraftDocument[]) => DraftDocument[]) => {
    patch((data) => ({ ...data, documents: changed(data.documents) }));
  };
  return {
    change: (index: number) => (to: Partial<DraftDocument>) => {
      put((now) => now.map((document, at) => (at === index ? { ...document, ...to } : document)));
      save();
    },
    remove: (index: number) => () => {
      put((now) => now.toSpliced(index, 1));
      save();
      // The button that was pressed is gone with its row.
      panel.current?.querySelector<HTMLElement>(`.${moreClass}`)?.focus();
    },
    /** A row outside the list, to be typed into. */
    add: () => {
      put((now) => [...now, extraDocument]);
      requestAnimationFrame(() => {
        focusField(panel.current, `extraName-${count}`);
      });
    },
  };
}

const moreClass = 'mc-documents-more';

/** How many of those always asked for are here, and the keys that say so. */
function DocumentsHead({ documents }: { readonly documents: readonly DraftDocument[] }) {
  const { t } = useTranslation();
  const asked = documents.filter((document) => document.listed && document.condition === null && !isNotNeeded(document));
  return (
    <div className="mc-documents-head">
      <h2 className="mc-panel-title" id="documents-title">
        {t('reception.documents.title')}
      </h2>
      {asked.length === 0 ? null : (
        <span className="mc-s mc-muted">
          {t('reception.documents.have', { n: asked.filter(({ ticked }) => ticked).length, of: asked.length })}
        </span>
      )}
      <span className="mc-s mc-muted mc-documents-keys">
        <KeyCap combo="Space" /> {t('reception.documents.tick')} <KeyCap combo="Ctrl+D" /> {t('reception.documents.tickAll')}
      </span>
    </div>
  );
}

/** ↑↓ from tick to tick. */
function moveAlongTicks(event: KeyboardEvent<HTMLElement>): void {
  const by = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0;
  const ticks = [...event.currentTarget.querySelectorAll<HTMLInputElement>('input[type="checkbox"]')];
  const at = ticks.findIndex((tick) => tick === event.target);
  const next = by === 0 || at === -1 ? undefined : ticks[at + by];
  if (next === undefined) return;
  event.preventDefault();
  next.focus();
}
