/** The keys of the day's end; F9 is its verb's own. */
import { useTranslation } from 'react-i18next';
import { type KeyBinding, useKeys } from '../../ui/keys/KeyLayer.tsx';
import { useMay } from '../frame/desk.ts';
import { useNavigation } from '../frame/navigation.ts';
import { useRoomy } from '../frame/use-roomy.ts';
import { isSending } from '../sync/sync-live.ts';
import type { DayEndJob } from './use-day-end.ts';
import type { DayLook } from './use-day-look.ts';
import type { SlipJob } from './use-slip.ts';

export function useDayKeys(job: DayEndJob, slip: SlipJob, look: DayLook): void {
  const { t } = useTranslation();
  const roomy = useRoomy();
  const mayPrint = useMay('paper.print');
  const esc = useEscKey(job);
  const lines = useLineKeys(job, look);
  const isClosed = job.day !== null && job.day.review.closed !== null;
  useKeys([
    esc,
    {
      combo: 'Ctrl+P',
      label: t('dayEnd.keys.print'),
      run: mayPrint && isClosed ? slip.print : undefined,
      why: t('dayEnd.slip.notClosed'),
      inBar: roomy || !isSending(job.day?.progress ?? null),
    },
    {
      combo: 'Ctrl+U',
      label: t('dayEnd.keys.usb'),
      run: () => {
        look.toggle('usb');
      },
    },
    {
      combo: 'Ctrl+L',
      label: t('dayEnd.keys.unsent'),
      run: () => {
        look.toggle('unsent');
      },
      inBar: false,
    },
    { combo: 'F5', label: t('dossiers.keys.refresh'), run: job.refresh, inBar: false },
    ...lines,
  ]);
}

/** Stops what is under way; else leaves for the screen the person works at. */
function useEscKey({ day, pause }: DayEndJob): KeyBinding {
  const { t } = useTranslation();
  const roomy = useRoomy();
  const mayAccept = useMay('dossier.accept');
  const go = useNavigation((navigation) => navigation.go);
  const progress = day?.progress ?? null;
  if (isSending(progress))
    return { combo: 'Esc', label: t(progress.phase === 'connecting' ? 'sync.stopWaiting' : 'dayEnd.keys.pause'), run: pause };
  return {
    combo: 'Esc',
    label: t('dayEnd.keys.back'),
    inBar: roomy,
    run: () => {
      go({ screen: mayAccept ? 'reception' : 'dossiers' });
    },
  };
}

/** ↑↓ and Enter, while lines that are open are on screen. */
function useLineKeys({ day }: DayEndJob, { view, selected, move, open }: DayLook): readonly KeyBinding[] {
  const { t } = useTranslation();
  const roomy = useRoomy();
  if (view !== 'problems' || day === null || day.review.problems.length === 0) return [];
  const choose = (by: 1 | -1) => () => {
    move(by);
  };
  return [
    { combo: 'Up', label: t('dayEnd.keys.choose'), run: choose(-1), inBar: roomy },
    { combo: 'Down', label: t('dayEnd.keys.choose'), run: choose(1), inBar: false },
    {
      combo: 'Enter',
      label: t('dayEnd.keys.open'),
      run: () => {
        open(selected);
      },
    },
  ];
}
