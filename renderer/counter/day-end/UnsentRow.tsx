/** One dossier that has not arrived: how it stands, what held it back, and trying it again. */
import { useTranslation } from 'react-i18next';
import type { UnsentDossier } from '#shared/contract/sync.ts';
import { shortCode } from '../../ui/format.ts';
import { StatusMark } from '../../ui/status/StatusBadge.tsx';
import { useDesk, useToday } from '../frame/desk.ts';
import { useNavigation } from '../frame/navigation.ts';
import { faultWords } from '../sync/sync-words.ts';
import type { RetryJob } from '../sync/use-retry.ts';
import { isHeldBack, noteWords, ownerWords } from './unsent-words.ts';

export type UnsentRowProps = { readonly row: UnsentDossier; readonly mayTry: boolean; readonly job: RetryJob<string> };

export function UnsentRow({ row, mayTry, job }: UnsentRowProps) {
  const { t } = useTranslation();
  const { unit } = useDesk();
  const today = useToday();
  const { dossierId, dossierCode, lastError } = row;
  const held = isHeldBack(row);
  const owner = ownerWords(row, t);
  const code = dossierId === null ? '' : shortCode(dossierCode ?? '');
  return (
    <li>
      <StatusMark look={held ? 'decide' : 'unsent'}>{t(held ? 'dayEnd.unsentList.failed' : 'dayEnd.unsentList.waiting')}</StatusMark>
      <span className="mc-problem-words">
        <Owner dossierId={dossierId} words={owner} />
        <small>{noteWords(row, today, t)}</small>
        {lastError === null ? null : <small>{faultWords(lastError.code, lastError.details, unit.upstreamName, t)}</small>}
      </span>
      <button
        type="button"
        className="mc-quiet-button"
        disabled={!mayTry}
        aria-label={t('dayEnd.unsentList.retryOf', { whose: dossierId === null ? owner : code })}
        onClick={() => {
          job.retry(dossierId, code);
        }}
      >
        {t('dayEnd.unsentList.retry')}
      </button>
    </li>
  );
}

/** Leads to the dossier, where there is one. */
function Owner({ dossierId, words }: { readonly dossierId: string | null; readonly words: string }) {
  const go = useNavigation((navigation) => navigation.go);
  if (dossierId === null) return <b className="mc-cut">{words}</b>;
  return (
    <button
      type="button"
      className="mc-unsent-name mc-cut"
      onClick={() => {
        go({ screen: 'dossier', dossierId });
      }}
    >
      {words}
    </button>
  );
}
