/** The papers as taken in: name, kind of copy and how many; one more with its reason, or one less. */
import { Select, TextInput } from '@mantine/core';
import { IconPlus, IconX } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { Typed, TypedDocument } from './typed.ts';

export type CorrectDocumentsProps = {
  readonly documents: readonly TypedDocument[];
  readonly gaps: readonly string[];
  readonly onChange: (change: Partial<Typed>) => void;
};

const forms = ['original', 'copy', 'certifiedCopy', 'photocopy'] as const;

export function CorrectDocuments({ documents, gaps, onChange }: CorrectDocumentsProps) {
  const { t } = useTranslation();
  return (
    <>
      <h2 className="mc-panel-title">{t('correction.documents')}</h2>
      <ul className="mc-correct-documents" aria-label={t('correction.documents')}>
        {documents.map((document) => (
          <DocumentLine
            key={document.key}
            document={document}
            gaps={gaps}
            onPut={(change) => {
              onChange({ documents: documents.map((one) => (one === document ? { ...one, ...change } : one)) });
            }}
            onRemove={() => {
              onChange({ documents: documents.filter((one) => one !== document) });
            }}
          />
        ))}
      </ul>
      <button
        type="button"
        className="mc-quiet-button mc-correct-add"
        onClick={() => {
          onChange({ documents: [...documents, extraPaper()] });
        }}
      >
        <IconPlus size={15} stroke={1.9} aria-hidden /> {t('correction.document.add')}
      </button>
    </>
  );
}

type DocumentLineProps = {
  readonly document: TypedDocument;
  readonly gaps: readonly string[];
  readonly onPut: (change: Partial<TypedDocument>) => void;
  readonly onRemove: () => void;
};

function DocumentLine({ document: { key, name, form, copies, extraReason }, gaps, onPut, onRemove }: DocumentLineProps) {
  const { t } = useTranslation();
  const missing = (field: string) => (gaps.includes(field) ? t('correction.missing') : undefined);
  return (
    <li>
      <div className="mc-correct-document-name" data-field={`document-${key}`}>
        <TextInput
          aria-label={t('correction.document.name')}
          value={name}
          maxLength={500}
          autoComplete="off"
          error={missing(`document-${key}`)}
          onChange={(event) => {
            onPut({ name: event.currentTarget.value });
          }}
        />
      </div>
      <Select
        aria-label={t('correction.document.form', { name })}
        data={forms.map((value) => ({ value, label: t(`correction.values.document.form.${value}`) }))}
        value={form}
        allowDeselect={false}
        onChange={(chosen) => {
          onPut({ form: forms.find((one) => one === chosen) ?? form });
        }}
      />
      <TextInput
        aria-label={t('correction.document.copies', { name })}
        value={String(copies)}
        inputMode="numeric"
        autoComplete="off"
        onChange={(event) => {
          onPut({ copies: Number(event.currentTarget.value.replace(/\D/gu, '').slice(0, 3) || '0') });
        }}
      />
      <button type="button" className="mc-link" aria-label={t('correction.document.remove', { name })} onClick={onRemove}>
        <IconX size={16} stroke={1.9} aria-hidden />
      </button>
      {extraReason === null ? null : (
        <div className="mc-correct-extra" data-field={`extra-${key}`}>
          <TextInput
            label={t('correction.document.extraReason')}
            value={extraReason}
            maxLength={300}
            autoComplete="off"
            error={missing(`extra-${key}`)}
            onChange={(event) => {
              onPut({ extraReason: event.currentTarget.value });
            }}
          />
        </div>
      )}
    </li>
  );
}

function extraPaper(): TypedDocument {
  return { key: crypto.randomUUID(), name: '', form: 'original', copies: 1, pages: null, presentOnly: false, extraReason: '' };
}
