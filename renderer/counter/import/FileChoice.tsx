/** Where a file is chosen or dropped; once it is read, one line with its name. */
import { IconFileSpreadsheet, IconUpload } from '@tabler/icons-react';
import { type RefObject, useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { maxImportBytes } from '#shared/contract/register.ts';
import { FilePicker } from '../../ui/FilePicker.tsx';
import { numberText } from '../../ui/format.ts';
import { useDrop } from './use-drop.ts';
import type { ImportState } from './use-import.ts';

export type FileChoiceProps = {
  readonly state: ImportState;
  readonly picker: RefObject<HTMLInputElement | null>;
  readonly onFile: (file: File) => void;
};

const mb = maxImportBytes / 1024 / 1024;

export function FileChoice({ state, picker, onFile }: FileChoiceProps) {
  const { t } = useTranslation();
  const busy = state.phase === 'running' || state.phase === 'sending';
  const open = state.phase === 'choose' || state.phase === 'sending';
  const { over, handlers } = useDrop((file) => {
    if (!busy) onFile(file);
  });
  return (
    <section
      className={open ? 'mc-panel mc-drop' : 'mc-panel mc-drop mc-drop-small'}
      data-over={over || undefined}
      aria-label={t('importing.file')}
      {...handlers}
    >
      <FilePicker picker={picker} accept=".xlsx,.csv" onFile={onFile} />
      {open ? (
        <IconUpload size="2rem" stroke={1.6} aria-hidden className="mc-icon" />
      ) : (
        <IconFileSpreadsheet size="1.5rem" stroke={1.7} aria-hidden className="mc-icon" />
      )}
      <div className="mc-drop-words">
        <Words state={state} />
      </div>
      <ChooseButton
        words={t(state.phase === 'choose' ? 'importing.choose' : 'importing.chooseOther')}
        busy={busy}
        onPress={() => {
          picker.current?.click();
        }}
      />
    </section>
  );
}

function Words({ state }: { readonly state: ImportState }) {
  switch (state.phase) {
    case 'choose':
      return <Invitation state={state} />;
    case 'sending':
      return <Sending state={state} />;
    default:
      return <b className="mc-cut">{state.fileName}</b>;
  }
}

function Invitation({ state: { refusal, fileName } }: { readonly state: Extract<ImportState, { phase: 'choose' }> }) {
  const { t } = useTranslation();
  return (
    <>
      <b>{t('importing.drop')}</b>
      <span className="mc-muted">{t('importing.accepts', { mb })}</span>
      <span className="mc-muted">{t('importing.safe')}</span>
      {refusal === null ? null : (
        <p className="mc-field-error" role="alert">
          {t(`importing.${refusal}`, { name: fileName, mb })}
        </p>
      )}
    </>
  );
}

function Sending({ state: { fileName, sentBytes, totalBytes } }: { readonly state: Extract<ImportState, { phase: 'sending' }> }) {
  const { t } = useTranslation();
  const kb = (bytes: number) => numberText(Math.ceil(bytes / 1024));
  return (
    <>
      <b>{t('importing.reading', { name: fileName })}</b>
      <progress className="mc-progress" max={totalBytes} value={sentBytes} aria-label={t('importing.reading', { name: fileName })} />
      <span className="mc-muted">
        {sentBytes < totalBytes ? t('importing.readingProgress', { done: kb(sentBytes), total: kb(totalBytes) }) : t('importing.checking')}
      </span>
    </>
  );
}

/** Takes the focus when it appears, and keeps it while the machine works: it only goes dim. */
function ChooseButton({ words, busy, onPress }: { readonly words: string; readonly busy: boolean; readonly onPress: () => void }) {
  const button = useRef<HTMLButtonElement>(null);
  useEffect(() => {
    button.current?.focus();
  }, []);
  return (
    <button
      ref={button}
      type="button"
      className="mc-quiet-button"
      aria-disabled={busy}
      onClick={() => {
        if (!busy) onPress();
      }}
    >
      {words}
    </button>
  );
}
