/** How far a print is while it runs, and what came of it: what the printer has, what is only kept, what somebody has to look for in the tray. */
import { IconCheck, IconPlayerPause } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { PageRange } from '#shared/contract/register-book.ts';
import { numberText } from '../../ui/format.ts';
import { percentDone, secondsLeft, spanWords } from '../../ui/progress/pace.ts';
import { usePaceClock } from '../../ui/progress/use-pace-clock.ts';
import type { BookPrinting, SinglePages } from './use-register-book.ts';

export function Running({ printing: { phase, told, startedMs } }: { readonly printing: BookPrinting }) {
  const { t } = useTranslation();
  const nowMs = usePaceClock();
  const { done, total, pages, sent } = told;
  const left = told.phase === 'printing' ? secondsLeft({ startedMs, nowMs, done, total }) : undefined;
  return (
    <div className="mc-register-progress">
      <div className="mc-register-count">
        <b>
          {told.phase === 'reading'
            ? t('registerBook.reading', { count: done, number: numberText(done) })
            : t('registerBook.printing', { pages: numberText(pages), sent: numberText(sent) })}
        </b>
        <span className="mc-muted" aria-live="polite">
          {left === undefined ? '' : t('importing.left', { time: spanWords(left, t) })}
        </span>
        {total === 0 ? null : <span>{t('registerBook.rows', { done: numberText(done), total: numberText(total) })}</span>}
      </div>
      <progress
        className="mc-register-bar"
        aria-label={t('registerBook.waiting')}
        {...(total === 0 ? {} : { max: 100, value: percentDone({ done, total }) })}
      />
      <p className="mc-muted">{t(phase === 'stopping' ? 'registerBook.stopping' : 'registerBook.stop')}</p>
    </div>
  );
}

/** `from–to`, a single page by itself. */
export const rangeText = ({ from, to }: PageRange): string => (from === to ? numberText(from) : `${numberText(from)}–${numberText(to)}`);

export function Result({ printing: { phase, told } }: { readonly printing: BookPrinting }) {
  const { t } = useTranslation();
  const { done, total, pages, sent, unsure, queueFault } = told;
  const stopped = phase === 'stopped';
  const values = { done: numberText(done), total: numberText(total), pages: numberText(pages), sent: numberText(sent) };
  return (
    <Said isHeld={stopped || queueFault !== null || unsure.length > 0}>
      <p>{t(`registerBook.result.${stopped ? 'stopped' : queueFault === null ? 'done' : 'kept'}`, values)}</p>
      {unsure.length === 0 ? null : <p>{t('registerBook.unsure', { pages: unsure.map(rangeText).join(', ') })}</p>}
    </Said>
  );
}

export function SingleResult({ single: { range, printed } }: { readonly single: SinglePages }) {
  const { t } = useTranslation();
  return (
    <Said isHeld={!printed.queued}>
      <p>{t(`registerBook.single.${printed.queued ? 'done' : 'kept'}`, { pages: rangeText(range) })}</p>
    </Said>
  );
}

function Said({ isHeld, children }: { readonly isHeld: boolean; readonly children: React.ReactNode }) {
  const Icon = isHeld ? IconPlayerPause : IconCheck;
  return (
    <div className="mc-register-result" role="status" data-stopped={isHeld || undefined}>
      <Icon size="1.75rem" stroke={1.9} aria-hidden className="mc-icon" />
      <div>{children}</div>
    </div>
  );
}
