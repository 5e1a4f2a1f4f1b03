/** The register of dossiers as a book: choose a volume, F9 prints it whole or goes on with what is unfinished; single pages come out by their numbers. */
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { RegisterBook } from '#shared/contract/register-book.ts';
import { ErrorBar } from '../../ui/bars/ErrorBar.tsx';
import { F9Button } from '../../ui/bars/F9Button.tsx';
import { EmptyState } from '../../ui/EmptyState.tsx';
import { useMay } from '../frame/desk.ts';
import { Screen } from '../frame/Screen.tsx';
import { useBookKeys } from './use-book-keys.ts';
import { useChosenVolume } from './use-chosen-volume.ts';
import { isRunning, useRegisterBook, volumeName } from './use-register-book.ts';
import { VolumePanel } from './VolumePanel.tsx';
import { Volumes } from './Volumes.tsx';
import './register-book.css';

export function RegisterBookScreen() {
  const { t } = useTranslation();
  const may = useMay('paper.print');
  const job = useRegisterBook();
  const { volumes, printing, single } = job;
  const { book, choose, move } = useChosenVolume(volumes ?? [], job.clear);
  /** Null: the one of the settings. */
  const [printer, setPrinter] = useState<string | null>(null);
  const running = isRunning(printing);
  const mayPrint = may && book !== undefined && book.last > 0;
  /** Goes on with a print that is unfinished. */
  const print = () => {
    if (book !== undefined) job.print(book, printer, book.unfinished?.commandId);
  };
  useBookKeys({ running, print: mayPrint ? print : undefined, stop: job.stop, move });
  return (
    <Screen
      verb={mayPrint ? <BookVerb book={book} running={running} onPress={print} /> : null}
      bars={job.failure === null ? null : <ErrorBar failure={job.failure} onDismiss={job.clear} />}
    >
      <h1 className="mc-visually-hidden">{t('frame.screen.registerBook')}</h1>
      {volumes?.length === 0 ? <NoVolumes /> : null}
      {volumes === null || book === undefined ? null : (
        <div className="mc-register-book">
          <Volumes
            volumes={volumes}
            chosen={book}
            onChoose={(other) => {
              if (!running) choose(other);
            }}
          />
          <VolumePanel
            book={book}
            printing={printing?.volume === volumeName(book) ? printing : null}
            single={single?.volume === volumeName(book) ? single : null}
            may={may}
            printer={printer}
            onPrinter={setPrinter}
            onAnew={() => {
              job.print(book, printer);
            }}
            onPages={(range) => {
              job.printPages(book, printer, range);
            }}
          />
        </div>
      )}
    </Screen>
  );
}

type BookVerbProps = { readonly book: RegisterBook; readonly running: boolean; readonly onPress: () => void };

function BookVerb({ book: { unfinished, printedAt }, running, onPress }: BookVerbProps) {
  const { t } = useTranslation();
  const verb = unfinished !== null ? 'goOn' : printedAt === null ? 'print' : 'reprint';
  return <F9Button label={t(`registerBook.verb.${verb}`)} onPress={onPress} waitingFor={running ? t('registerBook.waiting') : undefined} />;
}

function NoVolumes() {
  const { t } = useTranslation();
  return (
    <section className="mc-panel">
      <EmptyState title={t('registerBook.none')}>
        <p>{t('registerBook.noneWhy')}</p>
      </EmptyState>
    </section>
  );
}
