/** The register of dossiers as a book: choose a volume, F9 prints it whole or goes on with what is unfinished; single pages come out by their numbers. */
import { useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ErrorBar } from '../../ui/bars/ErrorBar.tsx';
import { F9Button } from '../../ui/bars/F9Button.tsx';
import { ChooseList } from '../../ui/ChooseList.tsx';
import { EmptyState } from '../../ui/EmptyState.tsx';
import { instantText, numberText } from '../../ui/format.ts';
import { useKeys } from '../../ui/keys/KeyLayer.tsx';
import { useMay } from '../frame/desk.ts';
import { useNavigation } from '../frame/navigation.ts';
import { Screen } from '../frame/Screen.tsx';
import { VolumePanel } from './VolumePanel.tsx';
import { isRunning, useRegisterBook, volumeName } from './use-register-book.ts';
import './register-book.css';

export function RegisterBookScreen() {
  const { t } = useTranslation();
  const may = useMay('paper.print');
  const go = useNavigation((navigation) => navigation.go);
  const job = useRegisterBook();
  const { volumes, printing, single } = job;
  const list = useRef<HTMLUListElement>(null);
  const [chosen, setChosen] = useState<string | null>(null);
  const [printer, setPrinter] = useState('');
  const running = isRunning(printing);
  const book = volumes?.find((one) => volumeName(one) === chosen) ?? volumes?.[0];
  const shown = book === undefined ? null : volumeName(book);
  const isRead = volumes !== null;
  useEffect(() => {
    if (isRead) list.current?.focus();
  }, [isRead]);

  const choose = (volume: string) => {
    if (running) return;
    job.clear();
    setChosen(volume);
  };
  const move = (by: 1 | -1) => () => {
    const at = volumes?.findIndex((one) => volumeName(one) === shown) ?? -1;
    const next = volumes?.[Math.max(0, at + by)];
    if (next !== undefined) choose(volumeName(next));
  };
  const chosenPrinter = printer === '' ? null : printer;
  /** Goes on with a print that is unfinished. */
  const print = () => {
    if (book !== undefined) job.print(book, chosenPrinter, book.unfinished?.commandId);
  };
  const mayPrint = may && book !== undefined && book.last > 0;
  useKeys([
    running
      ? { combo: 'Esc', label: t('registerBook.keys.stop'), run: job.stop }
      : {
          combo: 'Esc',
          label: t('registerBook.keys.back'),
          run: () => {
            go({ screen: 'dossiers' });
          },
        },
    { combo: 'Up', label: t('registerBook.keys.choose'), run: running ? undefined : move(-1), inFields: false },
    { combo: 'Down', label: t('registerBook.keys.choose'), run: running ? undefined : move(1), inFields: false, inBar: false },
    {
      combo: 'Ctrl+P',
      label: t('registerBook.verb.print'),
      run: mayPrint && !running ? print : undefined,
      why: t(may ? 'registerBook.noNumbers' : 'refusals.not-permitted'),
      inBar: false,
    },
  ]);
  return (
    <Screen
      verb={
        mayPrint ? (
          <F9Button
            label={t(`registerBook.verb.${book.unfinished !== null ? 'goOn' : book.printedAt === null ? 'print' : 'reprint'}`)}
            onPress={print}
            waitingFor={running ? t('registerBook.waiting') : undefined}
          />
        ) : null
      }
      bars={job.failure === null ? null : <ErrorBar failure={job.failure} onDismiss={job.clear} />}
    >
      <h1 className="mc-visually-hidden">{t('frame.screen.registerBook')}</h1>
      {volumes === null ? null : volumes.length === 0 || book === undefined ? (
        <section className="mc-panel">
          <EmptyState title={t('registerBook.none')}>
            <p>{t('registerBook.noneWhy')}</p>
          </EmptyState>
        </section>
      ) : (
        <div className="mc-register-book">
          <section className="mc-panel mc-register-volumes" aria-label={t('registerBook.volumes')}>
            <h2 className="mc-panel-title">{t('registerBook.volumes')}</h2>
            <ChooseList
              name="volume"
              label={t('registerBook.volumes')}
              list={list}
              chosen={shown}
              onChoose={choose}
              rows={volumes.map((one) => ({
                id: volumeName(one),
                content: (
                  <>
                    <b>{t('registerBook.volume', { year: one.year, volume: one.volume })}</b>
                    <small className="mc-register-last">
                      {t('registerBook.last', { count: one.last, number: numberText(one.last) })}
                      {one.printedAt === null ? '' : ` · ${t('registerBook.printedAt', { at: instantText(one.printedAt) })}`}
                    </small>
                  </>
                ),
              }))}
            />
          </section>
          <VolumePanel
            book={book}
            printing={printing?.volume === shown ? printing : null}
            single={single?.volume === shown ? single : null}
            may={may}
            printer={printer}
            onPrinter={setPrinter}
            onAnew={() => {
              job.print(book, chosenPrinter);
            }}
            onPages={(range) => {
              job.printPages(book, chosenPrinter, range);
            }}
          />
        </div>
      )}
    </Screen>
  );
}
