/** The papers: Space ticks, Ctrl+D ticks all that are always asked for, ↑↓ moves. A paper outside the list says why it is taken. */
import { IconPlus } from '@tabler/icons-react';
import { type KeyboardEvent, memo, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import type { DraftDocument } from '#shared/contract/reception.ts';
import type { Procedure } from '#shared/domain/catalogue/procedure.ts';
import { KeyCap } from '../../ui/bars/KeyCap.tsx';
import { DocumentRow } from './DocumentRow.tsx';
import { extraDocument, isNotNeeded } from './draft-data.ts';
import { ExtraRow } from './ExtraRow.tsx';
import { focusField } from './next-field.ts';
import { patchDraft, useReceptionStore } from './reception-store.ts';

export type DocumentsPanelProps = {
  readonly documents: readonly DraftDocument[];
  readonly procedure: Procedure | undefined;
  readonly pointed: string | undefined;
  readonly save: () => void;
};

export const DocumentsPanel = memo(function DocumentsPanel({ documents, procedure, pointed, save }: DocumentsPanelProps) {
  const { t } = useTranslation();
  const store = useReceptionStore();
  const panel = useRef<HTMLElement>(null);
  const asked = documents.filter((document) => document.listed && document.condition === null && !isNotNeeded(document));

  const change = (index: number, to: Partial<DraftDocument> | null) => {
    patchDraft(store, (data) => ({
      ...data,
      documents:
        to === null
          ? data.documents.toSpliced(index, 1)
          : data.documents.map((document, at) => (at === index ? { ...document, ...to } : document)),
    }));
    save();
  };
  const onKeyDown = (event: KeyboardEvent<HTMLElement>) => {
    if (event.key !== 'ArrowDown' && event.key !== 'ArrowUp') return;
    const ticks = [...(panel.current?.querySelectorAll<HTMLInputElement>('input[type="checkbox"]') ?? [])];
    const at = ticks.findIndex((tick) => tick === event.target);
    const next = at === -1 ? undefined : ticks[at + (event.key === 'ArrowDown' ? 1 : -1)];
    if (next === undefined) return;
    event.preventDefault();
    next.focus();
  };
  const add = () => {
    patchDraft(store, (data) => ({ ...data, documents: [...data.documents, extraDocument] }));
    requestAnimationFrame(() => {
      focusField(panel.current, `extraName-${documents.length}`);
    });
  };

  return (
    <section className="mc-panel mc-documents" aria-labelledby="documents-title" ref={panel} onKeyDown={onKeyDown}>
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
      <div className="mc-documents-rows">
        {procedure === undefined && documents.length === 0 ? (
          <p className="mc-documents-none mc-muted">{t('reception.documents.none')}</p>
        ) : null}
        {documents.map((document, index) =>
          document.listed ? (
            // Rows have no identity of their own: the list's order is the procedure's.
            <DocumentRow
              key={`${document.name}-${index}`}
              index={index}
              document={document}
              pointed={pointed === `document-${index}`}
              onChange={(to) => {
                change(index, to);
              }}
            />
          ) : (
            <ExtraRow
              key={`extra-${index}`}
              index={index}
              document={document}
              pointed={pointed}
              onChange={(to) => {
                change(index, to);
              }}
              onRemove={() => {
                change(index, null);
              }}
            />
          ),
        )}
        {procedure === undefined ? null : (
          <button type="button" className="mc-documents-more" onClick={add}>
            <IconPlus size={15} stroke={1.9} aria-hidden="true" />
            {t('reception.documents.addExtra')}
          </button>
        )}
      </div>
    </section>
  );
});
