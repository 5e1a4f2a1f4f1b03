/** A paper outside the procedure's list: its name, and why it is taken; the reason is kept. */
import { TextInput } from '@mantine/core';
import { IconX } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { DraftDocument } from '#shared/contract/reception.ts';
import { DocumentFormMenu } from './DocumentFormMenu.tsx';
import { useGap } from './DraftField.tsx';

export type ExtraRowProps = {
  readonly index: number;
  readonly document: DraftDocument;
  readonly onChange: (to: Partial<DraftDocument>) => void;
  readonly onRemove: () => void;
};

export function ExtraRow({ index, document, onChange, onRemove }: ExtraRowProps) {
  const { t } = useTranslation();
  return (
    <div className="mc-document mc-document-extra">
      <ExtraText
        name="extraName"
        index={index}
        value={document.name}
        onChange={(name) => {
          onChange({ name });
        }}
      />
      <ExtraText
        name="extraReason"
        index={index}
        value={document.extraReason}
        onChange={(extraReason) => {
          onChange({ extraReason });
        }}
      />
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

type ExtraTextProps = {
  readonly name: 'extraName' | 'extraReason';
  readonly index: number;
  readonly value: string;
  readonly onChange: (typed: string) => void;
};

function ExtraText({ name, index, value, onChange }: ExtraTextProps) {
  const { t } = useTranslation();
  const error = useGap(`${name}-${index}`, name);
  return (
    <div data-field={`${name}-${index}`}>
      <TextInput
        aria-label={t(`reception.fields.${name}`)}
        placeholder={t(`reception.fields.${name}`)}
        value={value}
        error={error}
        autoComplete="off"
        onChange={(event) => {
          onChange(event.currentTarget.value);
        }}
      />
    </div>
  );
}
