/** What has not arrived, in words: whose it is, how often it was tried, and what trying again brought. */
import type { TFunction } from 'i18next';
import type { Retried, UnsentDossier } from '#shared/contract/sync.ts';
import { numberText, shortCode } from '../../ui/format.ts';
import { faultWords, sinceText } from '../sync/sync-words.ts';

/** Something answered and it was not what it should be; a line that was down or stopped is only waited for. */
export function isHeldBack({ lastError }: UnsentDossier): boolean {
  return lastError !== null && lastError.code !== 'paused' && lastError.code !== 'server-unreachable';
}

/** Applicant and procedure; acts of no dossier have neither. */
export function ownerWords({ dossierId, applicantName, procedureName }: UnsentDossier, t: TFunction): string {
  return dossierId === null ? t('dayEnd.unsentList.noDossier') : `${applicantName ?? ''} – ${procedureName ?? ''}`;
}

/** "2005 · 2 việc · 1 tệp · thử 3 lần, gần nhất 07:52". */
export function noteWords({ dossierId, dossierCode, acts, blobs, attempts, lastAt }: UnsentDossier, today: string, t: TFunction): string {
  return [
    dossierId === null ? t('dayEnd.unsentList.noDossierNote') : shortCode(dossierCode ?? ''),
    ...(acts === 0 ? [] : [t('dayEnd.unsentList.acts', { number: numberText(acts) })]),
    ...(blobs === 0 ? [] : [t('dayEnd.unsentList.blobs', { number: numberText(blobs) })]),
    lastAt === null || attempts === 0
      ? t('dayEnd.unsentList.untried')
      : t('dayEnd.unsentList.tried', { number: numberText(attempts), at: sinceText(lastAt, today) }),
  ].join(' · ');
}

/** What went with one try; `about` is the code of the dossier that was asked for. */
export function reportWords(
  { retried, about }: { readonly retried: Retried; readonly about: string },
  upstream: string,
  t: TFunction,
): string {
  const { fault, sentActs, dossier } = retried;
  const number = numberText(sentActs);
  const why = dossier?.lastError ?? fault;
  const because = why === null ? '' : faultWords(why.code, why.details, upstream, t);
  if (dossier === null) return [t('dayEnd.unsentList.report.all', { number }), because].join(' ').trim();
  const key = dossier.acts + dossier.blobs > 0 ? 'still' : 'sent';
  return t(`dayEnd.unsentList.report.${key}`, { code: about, upstream, number, why: because });
}
