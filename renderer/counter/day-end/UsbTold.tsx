/** What is under way with the stick, or what came of it, in plain words. */
import type { TFunction } from 'i18next';
import { useTranslation } from 'react-i18next';
import type { UsbTaken } from '#shared/contract/usb.ts';
import { FailureLine } from '../../ui/bars/FailureLine.tsx';
import { numberText } from '../../ui/format.ts';
import { useDesk } from '../frame/desk.ts';
import { faultWords } from '../sync/sync-words.ts';
import { megabytes } from '../sync/work.ts';
import type { UsbPhase } from './usb-work.ts';

export function UsbTold({ phase }: { readonly phase: UsbPhase }) {
  const { t } = useTranslation();
  const { upstreamName: upstream } = useDesk().unit;
  switch (phase.kind) {
    case 'reading':
    case 'sending':
      return <UsbProgress words={t(`dayEnd.usb.${phase.kind}`, bytesOf(phase))} done={phase.done} total={phase.total} />;
    case 'refused':
      return (
        <p role="alert" className="mc-usb-told mc-dayend-since">
          {faultWords(phase.fault.code, phase.fault.details, upstream, t)}
        </p>
      );
    case 'failed':
      return <FailureLine failure={phase.failure} className="mc-usb-told" />;
    default:
      return (
        <p role="status" className="mc-usb-told">
          {calmWords(phase, upstream, t)}
        </p>
      );
  }
}

function UsbProgress({ words, done, total }: { readonly words: string; readonly done: number; readonly total: number }) {
  return (
    <div className="mc-usb-told">
      <progress className="mc-dayend-bar" max={total} value={done} aria-label={words} />
      <p>{words}</p>
    </div>
  );
}

const bytesOf = ({ done, total }: { readonly done: number; readonly total: number }) => ({
  done: megabytes(done),
  total: megabytes(total),
});

/** Empty while nothing was asked for: the line is there before it is told. */
function calmWords(phase: Extract<UsbPhase, { kind: 'idle' | 'writing' | 'judging' | 'saved' | 'taken' }>, upstream: string, t: TFunction) {
  switch (phase.kind) {
    case 'idle':
      return '';
    case 'writing':
    case 'judging':
      return t(`dayEnd.usb.${phase.kind}`);
    case 'saved': {
      const { fileName, acts, blobs } = phase.file;
      const values = { name: fileName, acts: numberText(acts), blobs: numberText(blobs), upstream };
      return t(phase.target === 'upstream' ? 'dayEnd.usb.saved' : 'dayEnd.usb.savedOffice', values);
    }
    case 'taken':
      return takenWords(phase.taken, upstream, t);
  }
}

/** "Đã xác nhận 40 việc, máy chủ huyện đã ký. Nhận 3 việc của quầy khác." */
function takenWords({ from, added, confirmed, countersigned, unsentActs }: UsbTaken, upstream: string, t: TFunction): string {
  const number = numberText(confirmed);
  const said = [
    ...(confirmed > 0 ? [t(countersigned > 0 ? 'dayEnd.usb.signed' : 'dayEnd.usb.confirmed', { number, upstream })] : []),
    ...(confirmed === 0 && countersigned > 0 ? [t('dayEnd.usb.signedOnly', { upstream })] : []),
    ...(added > 0 ? [t('dayEnd.usb.added', { number: numberText(added) })] : []),
  ];
  const left = from === 'upstream' && unsentActs > 0 ? [t('dayEnd.usb.left', { number: numberText(unsentActs) })] : [];
  return [...(said.length === 0 ? [t('dayEnd.usb.nothing')] : said), ...left].join(' ');
}
