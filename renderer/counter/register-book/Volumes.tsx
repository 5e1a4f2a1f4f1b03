/** The volumes at the left, the newest first; ↑↓ chooses. */
import { useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import type { RegisterBook } from '#shared/contract/register-book.ts';
import { ChooseList } from '../../ui/ChooseList.tsx';
import { instantText, numberText } from '../../ui/format.ts';
import { volumeName } from './use-register-book.ts';

export type VolumesProps = {
  readonly volumes: readonly RegisterBook[];
  readonly chosen: RegisterBook;
  readonly onChoose: (book: RegisterBook) => void;
};

/** Takes the focus when it appears. */
export function Volumes({ volumes, chosen, onChoose }: VolumesProps) {
  const { t } = useTranslation();
  const list = useRef<HTMLUListElement>(null);
  useEffect(() => {
    list.current?.focus();
  }, []);
  return (
    <section className="mc-panel mc-register-volumes" aria-label={t('registerBook.volumes')}>
      <h2 className="mc-panel-title">{t('registerBook.volumes')}</h2>
      <ChooseList
        name="volume"
        label={t('registerBook.volumes')}
        list={list}
        chosen={volumeName(chosen)}
        onChoose={(name) => {
          const book = volumes.find((one) => volumeName(one) === name);
          if (book !== undefined) onChoose(book);
        }}
        rows={volumes.map((book) => ({ id: volumeName(book), content: <Volume book={book} /> }))}
      />
    </section>
  );
}

function Volume({ book: { year, volume, last, printedAt } }: { readonly book: RegisterBook }) {
  const { t } = useTranslation();
  return (
    <>
      <b>{t('registerBook.volume', { year, volume })}</b>
      <small className="mc-register-last">
        {t('registerBook.last', { count: last, number: numberText(last) })}
        {printedAt === null ? '' : ` · ${t('registerBook.printedAt', { at: instantText(printedAt) })}`}
      </small>
    </>
  );
}
