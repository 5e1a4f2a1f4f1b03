/** One volume: what printing it brings, how far it is, and what came of it. */
import { NativeSelect } from '@mantine/core';
import { IconCheck, IconPlayerPause } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import type { TFunction } from 'i18next';
import { useTranslation } from 'react-i18next';
import type { RegisterBook } from '#shared/contract/register-book.ts';
import { useApi } from '../../bridge/index.ts';
import { instantText, numberText } from '../../ui/format.ts';
import { usePaceClock } from '../day-end/use-pace-clock.ts';
import { percentDone, secondsLeft } from '../import/progress.ts';
import type { BookPrinting } from './use-register-book.ts';

export type VolumePanelProps = {
  readonly book: RegisterBook;
  readonly printing: BookPrinting | null;
  readonly may: boolean;
  /** Empty: the one of the settings. */
  readonly printer: string;
  readonly onPrinter: (printer: string) => void;
};

export function VolumePanel({ book, printing, may, printer, onPrinter }: VolumePanelProps) {
  const { t } = useTranslation();
  const api = useApi();
  const printers = useQuery({
    queryKey: ['paper', 'printers'],
    queryFn: ({ signal }) => api.paper.printers(undefined, { signal }),
    enabled: may,
  });
  const { year, volume, last, printedAt } = book;
  return (
    <section className="mc-panel mc-register-volume" aria-labelledby="register-volume">
      <h2 className="mc-panel-title" id="register-volume">
        {t('registerBook.volume', { year, volume })}
      </h2>
      <p>{t('registerBook.words')}</p>
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
      {may ? (
        <NativeSelect
          className="mc-register-printer"
          label={t('printing.printer')}
          classNames={{ label: 'mc-field-label', input: 'mc-input' }}
          disabled={printing?.phase === 'running'}
          value={printer}
          data={[
            { value: '', label: t('registerBook.usualPrinter') },
            ...(printers.data ?? []).map(({ name }) => ({ value: name, label: name })),
          ]}
          onChange={(event) => {
            onPrinter(event.currentTarget.value);
          }}
        />
      ) : (
        <p className="mc-muted">{t('registerBook.mayNot')}</p>
      )}
      {printing === null ? null : printing.phase === 'running' ? <Running printing={printing} /> : <Result printing={printing} />}
    </section>
  );
}

function Running({ printing: { told, startedMs } }: { readonly printing: BookPrinting }) {
  const { t } = useTranslation();
  const nowMs = usePaceClock();
  const { phase, done, total, pages, rows } = told;
  const left = total === null ? undefined : secondsLeft({ startedMs, nowMs, done, total });
  return (
    <div className="mc-register-progress">
      <div className="mc-register-count">
        <b>
          {phase === 'reading'
            ? t('registerBook.reading', { count: done, number: numberText(done) })
            : t('registerBook.printing', { rows: numberText(rows ?? 0), pages: numberText(pages) })}
        </b>
        <span className="mc-muted" aria-live="polite">
          {left === undefined ? '' : t('importing.left', { time: timeText(left, t) })}
        </span>
        {total === null ? null : <span>{t('registerBook.parts', { done, total })}</span>}
      </div>
      <progress
        className="mc-register-bar"
        aria-label={t('registerBook.waiting')}
        {...(total === null ? {} : { max: 100, value: percentDone({ done, total }) })}
      />
      <p className="mc-muted">{t('registerBook.stop')}</p>
    </div>
  );
}

const timeText = (seconds: number, t: TFunction): string =>
  seconds < 90 ? t('importing.seconds', { count: seconds }) : t('importing.minutes', { count: Math.round(seconds / 60) });

function Result({ printing: { phase, told } }: { readonly printing: BookPrinting }) {
  const { t } = useTranslation();
  const { rows, pages, queueFault } = told;
  const stopped = phase === 'stopped';
  const values = { rows: numberText(rows ?? 0), pages: numberText(pages) };
  return (
    <div className="mc-register-result" role="status" data-stopped={stopped || queueFault !== null || undefined}>
      {stopped || queueFault !== null ? (
        <IconPlayerPause size="1.75rem" stroke={1.9} aria-hidden className="mc-icon" />
      ) : (
        <IconCheck size="1.75rem" stroke={1.9} aria-hidden className="mc-icon" />
      )}
      <p>{t(`registerBook.result.${stopped ? 'stopped' : queueFault === null ? 'done' : 'kept'}`, values)}</p>
    </div>
  );
}
