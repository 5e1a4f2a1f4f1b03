/** One volume: what printing it brings, how far it is, and what came of it. */
import { Button } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { PageRange, RegisterBook } from '#shared/contract/register-book.ts';
import { instantText, numberText } from '../../ui/format.ts';
import { rangeText, Result, Running, SingleResult } from './BookProgress.tsx';
import { PrinterChoice } from './PrinterChoice.tsx';
import { SinglePagesField } from './SinglePagesField.tsx';
import { type BookPrinting, isRunning, type SinglePages } from './use-register-book.ts';

export type VolumePanelProps = {
  readonly book: RegisterBook;
  readonly printing: BookPrinting | null;
  readonly single: SinglePages | null;
  readonly may: boolean;
  /** Null: the one of the settings. */
  readonly printer: string | null;
  readonly onPrinter: (printer: string | null) => void;
  /** A new print of the whole volume, although another one is unfinished. */
  readonly onAnew: () => void;
  readonly onPages: (range: PageRange) => void;
};

export function VolumePanel({ book, printing, single, may, printer, onPrinter, onAnew, onPages }: VolumePanelProps) {
  const { t } = useTranslation();
  const { year, volume, last, printedAt, lastPage } = book;
  const running = isRunning(printing);
  return (
    <section className="mc-panel mc-register-volume" aria-labelledby="register-volume">
      <h2 className="mc-panel-title" id="register-volume">
        {t('registerBook.volume', { year, volume })}
      </h2>
      <p>{t('registerBook.words')}</p>
      <BookFacts last={last} printedAt={printedAt} />
      {may ? (
        <PrinterChoice printer={printer} disabled={running} onPrinter={onPrinter} />
      ) : (
        <p className="mc-muted">{t('registerBook.mayNot')}</p>
      )}
      {printing === null ? null : running ? <Running printing={printing} /> : <Result printing={printing} />}
      {single === null ? null : <SingleResult single={single} />}
      {printing !== null || book.unfinished === null ? null : <Unfinished book={book.unfinished} may={may} onAnew={onAnew} />}
      {may && lastPage !== null ? <SinglePagesField lastPage={lastPage} disabled={running} onPrint={onPages} /> : null}
    </section>
  );
}

function BookFacts({ last, printedAt }: Pick<RegisterBook, 'last' | 'printedAt'>) {
  const { t } = useTranslation();
  return (
    <dl>
      <div>
        <dt>{t('registerBook.facts.last')}</dt>
        <dd>{numberText(last)}</dd>
      </div>
      <div>
        <dt>{t('registerBook.facts.printed')}</dt>
        <dd>{printedAt === null ? t('registerBook.facts.never') : instantText(printedAt)}</dd>
      </div>
    </dl>
  );
}

type UnfinishedProps = { readonly book: NonNullable<RegisterBook['unfinished']>; readonly may: boolean; readonly onAnew: () => void };

function Unfinished({ book: { begunAt, rows, of, pages, sent, unsure }, may, onAnew }: UnfinishedProps) {
  const { t } = useTranslation();
  const values = { at: instantText(begunAt), rows: numberText(rows), of: numberText(of), pages: numberText(pages), sent: numberText(sent) };
  return (
    <div className="mc-register-unfinished" role="status">
      <p>{t('registerBook.unfinished', values)}</p>
      {unsure.length === 0 ? null : <p>{t('registerBook.unsure', { pages: unsure.map(rangeText).join(', ') })}</p>}
      {may ? (
        <Button variant="default" onClick={onAnew}>
          {t('registerBook.verb.anew')}
        </Button>
      ) : null}
    </div>
  );
}
