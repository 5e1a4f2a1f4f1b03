/** One paper of the list. Space ticks; Delete says that this one is not needed this time. */
import { Checkbox } from '@mantine/core';
import { useId } from 'react';
import { useTranslation } from 'react-i18next';
import type { DraftDocument } from '#shared/contract/reception.ts';
import { isNotNeeded } from './draft-data.ts';
import { DocumentFormMenu } from './DocumentFormMenu.tsx';
import { useGap } from './DraftField.tsx';

export type DocumentRowProps = {
  readonly index: number;
  readonly document: DraftDocument;
  readonly onChange: (to: Partial<DraftDocument>) => void;
};

export function DocumentRow({ index, document, onChange }: DocumentRowProps) {
  const { t } = useTranslation();
  const notNeeded = isNotNeeded(document);
  const gap = useGap(`document-${index}`, 'document');
  const id = useId();
  const notes = [
    ...(document.presentOnly ? [t('reception.documents.presentOnly')] : []),
    ...(document.condition === null ? [] : [t('reception.documents.when', { condition: document.condition })]),
  ];
  return (
    <div
      className={`mc-document${notNeeded ? ' mc-document-off' : ''}${document.condition === null ? '' : ' mc-document-case'}`}
      data-field={`document-${index}`}
    >
      <Checkbox
        size="sm"
        checked={document.ticked}
        aria-labelledby={id}
        aria-describedby={`${id}-note`}
        onChange={(event) => {
          onChange({ ticked: event.currentTarget.checked, ...(document.copies === 0 ? { copies: 1 } : {}) });
        }}
        onKeyDown={(event) => {
          if (event.key !== 'Delete' || document.condition !== null) return;
          event.preventDefault();
          onChange(notNeeded ? { copies: 1 } : { ticked: false, copies: 0 });
        }}
      />
      <div className="mc-document-words">
        <span
          id={id}
          className="mc-document-name"
          title={document.name}
          onClick={() => {
            onChange({ ticked: !document.ticked, ...(document.copies === 0 ? { copies: 1 } : {}) });
          }}
        >
          {document.name}
        </span>
        <span id={`${id}-note`} className="mc-s mc-muted">
          {notes.join(' · ')}
        </span>
        {gap === undefined ? null : <span className="mc-field-error">{gap}</span>}
      </div>
      {notNeeded ? (
        <span className="mc-s mc-muted mc-document-form">{t('reception.documents.notNeeded')}</span>
      ) : (
        <DocumentFormMenu document={document} onChange={onChange} />
      )}
    </div>
  );
}
