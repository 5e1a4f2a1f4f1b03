/** A paper outside the procedure's list: its name, and why it is taken; the reason is kept. */
import { TextInput } from '@mantine/core';
import { IconX } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { DraftDocument } from '#shared/contract/reception.ts';
import { DocumentFormMenu } from './DocumentFormMenu.tsx';

export type ExtraRowProps = {
  readonly index: number;
  readonly document: DraftDocument;
  readonly pointed: string | undefined;
  readonly onChange: (to: Partial<DraftDocument>) => void;
  readonly onRemove: () => void;
};

export function ExtraRow({ index, document, pointed, onChange, onRemove }: ExtraRowProps) {
  const { t } = useTranslation();
  const gap = (field: 'extraName' | 'extraReason') => (pointed === `${field}-${index}` ? t(`reception.gaps.${field}`) : undefined);
  return (
    <div className="mc-document mc-document-extra">
      <div data-field={`extraName-${index}`}>
        <TextInput
          aria-label={t('reception.fields.extraName')}
          placeholder={t('reception.fields.extraName')}
          value={document.name}
          error={gap('extraName')}
          autoComplete="off"
          onChange={(event) => {
            onChange({ name: event.currentTarget.value });
          }}
        />
      </div>
      <div data-field={`extraReason-${index}`}>
        <TextInput
          aria-label={t('reception.fields.extraReason')}
          placeholder={t('reception.fields.extraReason')}
          value={document.extraReason}
          error={gap('extraReason')}
          autoComplete="off"
          onChange={(event) => {
            onChange({ extraReason: event.currentTarget.value });
          }}
        />
      </div>
      <DocumentFormMenu document={document} onChange={onChange} />
      <button
        type="button"
        className="mc-draft-close"
        aria-label={t('reception.documents.removeExtra')}
        title={t('reception.documents.removeExtra')}
        onClick={onRemove}
      >
        <IconX size={16} stroke={1.9} aria-hidden="true" />
      </button>
    </div>
  );
}
