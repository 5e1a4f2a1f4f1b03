/** "1 bản chính ▾": form and number of copies. */
import { NumberInput, Popover, Radio, Stack } from '@mantine/core';
import { IconChevronDown } from '@tabler/icons-react';
import type { TFunction } from 'i18next';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { DraftDocument } from '#shared/contract/reception.ts';
import { DocumentForm } from '#shared/contract/values.ts';

export type DocumentFormMenuProps = { readonly document: DraftDocument; readonly onChange: (to: Partial<DraftDocument>) => void };

export function DocumentFormMenu({ document, onChange }: DocumentFormMenuProps) {
  const { t } = useTranslation();
  const [opened, setOpened] = useState(false);
  const words = formWords(document, t);
  return (
    <Popover
      opened={opened}
      onChange={setOpened}
      position="bottom-end"
      trapFocus
      returnFocus
      transitionProps={{ duration: 0 }}
      classNames={{ dropdown: 'mc-dropdown mc-document-menu' }}
      withinPortal
    >
      <Popover.Target>
        <button
          type="button"
          className="mc-document-form"
          aria-expanded={opened}
          aria-label={t('reception.documents.formOf', { name: document.name, words })}
          onClick={() => {
            setOpened(!opened);
          }}
        >
          {words}
          <IconChevronDown size={14} stroke={1.9} aria-hidden="true" />
        </button>
      </Popover.Target>
      <Popover.Dropdown
        // Enter closes and stays with this paper; it never leads to the next field from here.
        onKeyDown={(event) => {
          event.stopPropagation();
          if (event.key === 'Enter') setOpened(false);
        }}
      >
        <FormChoice document={document} onChange={onChange} />
        <Counts document={document} onChange={onChange} />
      </Popover.Dropdown>
    </Popover>
  );
}

/** "1 bản chính"; a paper that is only shown has no number. */
function formWords({ form, copies, presentOnly }: DraftDocument, t: TFunction): string {
  if (presentOnly) return t('reception.form.presentOnly');
  return t('reception.form.count', { count: copies, form: t(`reception.form.${form}`) });
}

function FormChoice({ document: { form, presentOnly }, onChange }: DocumentFormMenuProps) {
  const { t } = useTranslation();
  return (
    <Radio.Group
      label={t('reception.documents.form')}
      value={presentOnly ? 'presentOnly' : form}
      onChange={(value) => {
        onChange(value === 'presentOnly' ? { presentOnly: true } : { presentOnly: false, form: DocumentForm.parse(value) });
      }}
    >
      <Stack gap={6} mt={6}>
        {[...DocumentForm.options, 'presentOnly'].map((value) => (
          <Radio key={value} value={value} label={t(`reception.form.${value}`)} />
        ))}
      </Stack>
    </Radio.Group>
  );
}

function Counts({ document: { presentOnly, copies, pages }, onChange }: DocumentFormMenuProps) {
  const { t } = useTranslation();
  return (
    <>
      {presentOnly ? null : (
        <Count
          label={t('reception.documents.copies')}
          value={copies}
          min={1}
          max={999}
          onChange={(typed) => {
            if (typed !== null) onChange({ copies: typed });
          }}
        />
      )}
      <Count
        label={`${t('reception.documents.pages')} ${t('ui.optional')}`}
        value={pages}
        min={0}
        max={99_999}
        onChange={(typed) => {
          onChange({ pages: typed });
        }}
      />
    </>
  );
}

type CountProps = {
  readonly label: string;
  readonly value: number | null;
  readonly min: number;
  readonly max: number;
  /** Null: the field was emptied. */
  readonly onChange: (typed: number | null) => void;
};

function Count({ label, value, min, max, onChange }: CountProps) {
  return (
    <NumberInput
      mt={10}
      label={label}
      value={value ?? ''}
      min={min}
      max={max}
      clampBehavior="blur"
      allowDecimal={false}
      onChange={(typed) => {
        onChange(typeof typed === 'number' ? typed : null);
      }}
    />
  );
}
