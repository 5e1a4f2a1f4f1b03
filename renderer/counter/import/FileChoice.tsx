/** Where a file is chosen or dropped; once it is read, one line with its name. */
import { IconFileSpreadsheet, IconUpload } from '@tabler/icons-react';
import { type DragEvent, type RefObject, useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { maxImportBytes } from '#shared/contract/register.ts';
import { numberText } from '../../ui/format.ts';
import type { ImportState } from './use-import.ts';

export type FileChoiceProps = {
  readonly state: ImportState;
  readonly picker: RefObject<HTMLInputElement | null>;
  readonly onFile: (file: File) => void;
};

const mb = maxImportBytes / 1024 / 1024;

export function FileChoice({ state, picker, onFile }: FileChoiceProps) {
  const { t } = useTranslation();
  const [over, setOver] = useState(false);
  const button = useRef<HTMLButtonElement>(null);
  useEffect(() => {
    button.current?.focus();
  }, []);
  const drop = (event: DragEvent) => {
    event.preventDefault();
    setOver(false);
    const [file] = event.dataTransfer.files;
    if (file !== undefined && !busy) onFile(file);
  };
  const busy = state.phase === 'running' || state.phase === 'sending';
  const open = state.phase === 'choose' || state.phase === 'sending';
  return (
    <section
      className={open ? 'mc-panel mc-drop' : 'mc-panel mc-drop mc-drop-small'}
      data-over={over || undefined}
      aria-label={t('importing.file')}
      onDragOver={(event) => {
        event.preventDefault();
        setOver(true);
      }}
      onDragLeave={() => {
        setOver(false);
      }}
      onDrop={drop}
    >
      <input
        ref={picker}
        type="file"
        accept=".xlsx,.csv"
        hidden
        onChange={(event) => {
          const file = event.currentTarget.files?.[0];
          // The same file chosen again is an event again.
          event.currentTarget.value = '';
          if (file !== undefined) onFile(file);
        }}
      />
      {open ? (
        <IconUpload size="2rem" stroke={1.6} aria-hidden className="mc-icon" />
      ) : (
        <IconFileSpreadsheet size="1.5rem" stroke={1.7} aria-hidden className="mc-icon" />
      )}
      <div className="mc-drop-words">
        {state.phase === 'sending' ? (
          <Sending state={state} />
        ) : state.phase === 'choose' ? (
          <>
            <b>{t('importing.drop')}</b>
            <span className="mc-muted">{t('importing.accepts', { mb })}</span>
            <span className="mc-muted">{t('importing.safe')}</span>
            {state.refusal === null ? null : (
              <p className="mc-field-error" role="alert">
                {t(`importing.${state.refusal}`, { name: state.fileName, mb })}
              </p>
            )}
          </>
        ) : (
          <b className="mc-cut">{state.fileName}</b>
        )}
      </div>
      <button
        ref={button}
        type="button"
        className="mc-quiet-button"
        aria-disabled={busy}
        onClick={() => {
          if (!busy) picker.current?.click();
        }}
      >
        {t(state.phase === 'choose' ? 'importing.choose' : 'importing.chooseOther')}
      </button>
    </section>
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
