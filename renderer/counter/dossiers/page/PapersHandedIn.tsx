/** The papers of the dossier as they were taken in (thành phần hồ sơ). */
import { IconCheck } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { DossierDetail } from '#shared/contract/dossier.ts';
import type { SubmittedDocument } from '#shared/journal/payloads/parts.ts';

export function PapersHandedIn({ state: { documents, scans } }: Pick<DossierDetail, 'state'>) {
  const { t } = useTranslation();
  if (documents.length === 0) return null;
  const scannedPages = (name: string) =>
    scans.filter(({ documentName }) => documentName === name).reduce((sum, { pages }) => sum + pages, 0);
  return (
    <>
      <h2 className="mc-panel-title">{t('dossier.papers.title')}</h2>
      <ul className="mc-papers">
        {documents.map((document) => (
          <li key={document.name}>
            <IconCheck size="1.125rem" stroke={1.9} aria-hidden className="mc-icon" />
            <div>
              {document.name}
              <div className="mc-s mc-muted">{paperText(document, scannedPages(document.name), t)}</div>
            </div>
          </li>
        ))}
      </ul>
    </>
  );
}

function paperText(
  { form, copies, presentOnly, extraReason }: SubmittedDocument,
  scanned: number,
  t: ReturnType<typeof useTranslation>['t'],
): string {
  const parts = [
    presentOnly ? t('dossier.papers.presentOnly') : t(`dossier.papers.form.${form}`, { count: copies }),
    ...(scanned === 0 ? [] : [t('dossier.papers.scanned', { count: scanned })]),
    ...(extraReason === null ? [] : [t('dossier.papers.extra', { reason: extraReason })]),
  ];
  return parts.join(' · ');
}
