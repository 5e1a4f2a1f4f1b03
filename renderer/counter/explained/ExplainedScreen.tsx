/** What the counter still has to explain of the last days: receipts nobody has in hand, and codes that were voided. */
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { failureOf, useApi } from '../../bridge/index.ts';
import { ErrorBar } from '../../ui/bars/ErrorBar.tsx';
import { EmptyState } from '../../ui/EmptyState.tsx';
import { instantText, shortCode } from '../../ui/format.ts';
import { useNavigation } from '../frame/navigation.ts';
import { Screen } from '../frame/Screen.tsx';
import './explained.css';

export function ExplainedScreen() {
  const { t } = useTranslation();
  const api = useApi();
  const go = useNavigation((navigation) => navigation.go);
  // Under the dossiers' key: whatever changes one, changes this.
  const { data, error } = useQuery({
    queryKey: ['dossier', 'explained'],
    queryFn: ({ signal }) => api.correction.explained(undefined, { signal }),
  });
  return (
    <Screen bars={error === null ? null : <ErrorBar failure={failureOf(error)} />}>
      <h1 className="mc-visually-hidden">{t('frame.screen.explained')}</h1>
      {data === undefined ? null : (
        <div className="mc-explained">
          <section className="mc-panel" aria-label={t('explained.papers')}>
            <h2 className="mc-panel-title">{t('explained.papers')}</h2>
            {data.papers.length === 0 ? (
              <EmptyState title={t('explained.noPapers')} />
            ) : (
              <ul className="mc-quiet-focus" tabIndex={0} aria-label={t('explained.papers')}>
                {data.papers.map(({ dossierId, dossierCode, applicantName, receivedAt, why }) => (
                  <li key={dossierId}>
                    <button
                      type="button"
                      className="mc-link"
                      onClick={() => {
                        go({ screen: 'dossier', dossierId, ask: 'print' });
                      }}
                    >
                      {shortCode(dossierCode)}
                    </button>
                    <b className="mc-cut">{applicantName}</b>
                    <span>{t(`explained.why.${why}`)}</span>
                    <span className="mc-muted">{instantText(receivedAt)}</span>
                  </li>
                ))}
              </ul>
            )}
          </section>
          <section className="mc-panel" aria-label={t('explained.voided')}>
            <h2 className="mc-panel-title">{t('explained.voided')}</h2>
            {data.voided.length === 0 ? (
              <EmptyState title={t('explained.noVoided')} />
            ) : (
              <ul className="mc-quiet-focus" tabIndex={0} aria-label={t('explained.voided')}>
                {data.voided.map(({ dossierId, dossierCode, applicantName, voidedAt, voidedBy, reason }) => (
                  <li key={dossierId}>
                    <button
                      type="button"
                      className="mc-link"
                      onClick={() => {
                        go({ screen: 'dossier', dossierId });
                      }}
                    >
                      <s>{shortCode(dossierCode)}</s>
                    </button>
                    <span className="mc-cut">{applicantName}</span>
                    <span>{t('explained.voidedBy', { who: voidedBy, at: instantText(voidedAt) })}</span>
                    <span>{reason}</span>
                  </li>
                ))}
              </ul>
            )}
          </section>
        </div>
      )}
    </Screen>
  );
}
