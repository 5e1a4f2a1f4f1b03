/** While the server says nothing: that it is being waited for, since when, for how long at most, and that nothing is lost. */
import { useTranslation } from 'react-i18next';
import { requestSeconds, triesAtMost } from '#shared/sync/patience.ts';
import { numberText } from '../../ui/format.ts';
import { usePaceClock } from '../../ui/progress/use-pace-clock.ts';
import { useDesk } from '../frame/desk.ts';
import { isSending, useSyncLive } from './sync-live.ts';

/** In the middle of sending a line may pause; connecting is told at once. */
const patientMs = 5000;

export function SilentLine({ className }: { readonly className?: string }) {
  const { t } = useTranslation();
  const { unit } = useDesk();
  const nowMs = usePaceClock();
  const { progress, silentSinceMs } = useSyncLive();
  if (!isSending(progress) || silentSinceMs === null) return null;
  const waitedMs = Math.max(0, nowMs - silentSinceMs);
  if (progress.phase !== 'connecting' && waitedMs < patientMs) return null;
  return (
    <p className={className}>
      {t('sync.silent', {
        upstream: unit.upstreamName,
        seconds: numberText(Math.floor(waitedMs / 1000)),
        n: Math.min(triesAtMost, progress.reconnects + 1),
        of: triesAtMost,
        minutes: requestSeconds / 60,
      })}
    </p>
  );
}
