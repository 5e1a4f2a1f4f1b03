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
  const put = (key: string, change: Partial<TypedDocument>) => {
    onChange({ documents: documents.map((document) => (document.key === key ? { ...document, ...change } : document)) });
  };
  return (
    <>
      <h2 className="mc-panel-title">{t('correction.documents')}</h2>
      <ul className="mc-correct-documents" aria-label={t('correction.documents')}>
        {documents.map((document) => (
          <li key={document.key}>
            <div className="mc-correct-document-name" data-field={`document-${document.key}`}>
              <TextInput
                aria-label={t('correction.document.name')}
                value={document.name}
                maxLength={500}
                autoComplete="off"
                error={gaps.includes(`document-${document.key}`) ? t('correction.missing') : undefined}
                onChange={(event) => {
                  put(document.key, { name: event.currentTarget.value });
                }}
              />
            </div>
            <Select
              aria-label={t('correction.document.form', { name: document.name })}
              data={forms.map((value) => ({ value, label: t(`correction.values.document.form.${value}`) }))}
              value={document.form}
              allowDeselect={false}
              onChange={(chosen) => {
                put(document.key, { form: forms.find((form) => form === chosen) ?? document.form });
              }}
            />
            <TextInput
              aria-label={t('correction.document.copies', { name: document.name })}
              value={String(document.copies)}
              inputMode="numeric"
              autoComplete="off"
              onChange={(event) => {
                put(document.key, { copies: Number(event.currentTarget.value.replace(/\D/gu, '').slice(0, 3) || '0') });
              }}
            />
            <button
              type="button"
              className="mc-link"
              aria-label={t('correction.document.remove', { name: document.name })}
              onClick={() => {
                onChange({ documents: documents.filter(({ key }) => key !== document.key) });
              }}
            >
              <IconX size={16} stroke={1.9} aria-hidden />
            </button>
            {document.extraReason === null ? null : (
              <div className="mc-correct-extra" data-field={`extra-${document.key}`}>
                <TextInput
                  label={t('correction.document.extraReason')}
                  value={document.extraReason}
                  maxLength={300}
                  autoComplete="off"
                  error={gaps.includes(`extra-${document.key}`) ? t('correction.missing') : undefined}
                  onChange={(event) => {
                    put(document.key, { extraReason: event.currentTarget.value });
                  }}
                />
              </div>
            )}
          </li>
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

function extraPaper(): TypedDocument {
  return { key: crypto.randomUUID(), name: '', form: 'original', copies: 1, pages: null, presentOnly: false, extraReason: '' };
}
