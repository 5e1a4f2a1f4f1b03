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
  const id = useId();
  const { condition, ticked, copies } = document;
  const notNeeded = isNotNeeded(document);
  const tick = (to: boolean) => {
    // A paper that was set aside as not needed is asked for again.
    onChange({ ticked: to, ...(copies === 0 ? { copies: 1 } : {}) });
  };
  return (
    <div
      className={`mc-document${notNeeded ? ' mc-document-off' : ''}${condition === null ? '' : ' mc-document-case'}`}
      data-field={`document-${index}`}
    >
      <Checkbox
        size="sm"
        checked={ticked}
        aria-labelledby={id}
        aria-describedby={`${id}-note`}
        onChange={(event) => {
          tick(event.currentTarget.checked);
        }}
        onKeyDown={(event) => {
          if (event.key !== 'Delete' || condition !== null) return;
          event.preventDefault();
          onChange(notNeeded ? { copies: 1 } : { ticked: false, copies: 0 });
        }}
      />
      <DocumentWords
        id={id}
        index={index}
        document={document}
        onPress={() => {
          tick(!ticked);
        }}
      />
      {notNeeded ? (
        <span className="mc-s mc-muted mc-document-form">{t('reception.documents.notNeeded')}</span>
      ) : (
        <DocumentFormMenu document={document} onChange={onChange} />
      )}
    </div>
  );
}

type DocumentWordsProps = Pick<DocumentRowProps, 'index' | 'document'> & {
  /** Of the name; the note's is `<id>-note`. */
  readonly id: string;
  readonly onPress: () => void;
};

/** The name, which the mouse ticks too; when it is asked for; and what F9 misses. */
function DocumentWords({ id, index, document: { name, presentOnly, condition }, onPress }: DocumentWordsProps) {
  const { t } = useTranslation();
  const gap = useGap(`document-${index}`, 'document');
  const notes = [
    ...(presentOnly ? [t('reception.documents.presentOnly')] : []),
    ...(condition === null ? [] : [t('reception.documents.when', { condition })]),
  ];
  return (
    <div className="mc-document-words">
      <span id={id} className="mc-document-name" title={name} onClick={onPress}>
        {name}
      </span>
      <span id={`${id}-note`} className="mc-s mc-muted">
        {notes.join(' · ')}
      </span>
      {gap === undefined ? null : <span className="mc-field-error">{gap}</span>}
    </div>
  );
}
