/** What the counter still has to explain of the last days: receipts nobody has in hand, and codes that were voided. */
import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { failureOf, useApi } from '../../bridge/index.ts';
import { ErrorBar } from '../../ui/bars/ErrorBar.tsx';
import { EmptyState } from '../../ui/EmptyState.tsx';
import { instantText, shortCode } from '../../ui/format.ts';
import { useKeys } from '../../ui/keys/KeyLayer.tsx';
import { type Place, useNavigation } from '../frame/navigation.ts';
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
  useKeys([
    {
      combo: 'Esc',
      label: t('dossier.keys.toList'),
      run: () => {
        go({ screen: 'dossiers' });
      },
    },
  ]);
  return (
    <Screen bars={error === null ? null : <ErrorBar failure={failureOf(error)} />}>
      <h1 className="mc-visually-hidden">{t('frame.screen.explained')}</h1>
      {data === undefined ? null : (
        <div className="mc-explained">
          <Codes title={t('explained.papers')} none={t('explained.noPapers')}>
            {data.papers.map(({ dossierId, dossierCode, applicantName, receivedAt, why }) => (
              <Code key={dossierId} to={{ screen: 'dossier', dossierId, ask: 'print' }} code={shortCode(dossierCode)}>
                <b className="mc-cut">{applicantName}</b>
                <span>{t(`explained.why.${why}`)}</span>
                <span className="mc-muted">{instantText(receivedAt)}</span>
              </Code>
            ))}
          </Codes>
          <Codes title={t('explained.voided')} none={t('explained.noVoided')}>
            {data.voided.map(({ dossierId, dossierCode, applicantName, voidedAt, voidedBy, reason }) => (
              <Code key={dossierId} to={{ screen: 'dossier', dossierId }} code={<s>{shortCode(dossierCode)}</s>}>
                <span className="mc-cut">{applicantName}</span>
                <span>{t('explained.voidedBy', { who: voidedBy, at: instantText(voidedAt) })}</span>
                <span>{reason}</span>
              </Code>
            ))}
          </Codes>
        </div>
      )}
    </Screen>
  );
}

type CodesProps = { readonly title: string; readonly none: string; readonly children: readonly ReactNode[] };

function Codes({ title, none, children }: CodesProps) {
  return (
    <section className="mc-panel" aria-label={title}>
      <h2 className="mc-panel-title">{title}</h2>
      {children.length === 0 ? (
        <EmptyState title={none} />
      ) : (
        <ul className="mc-quiet-focus" tabIndex={0} aria-label={title}>
          {children}
        </ul>
      )}
    </section>
  );
}

type CodeProps = { readonly to: Place; readonly code: ReactNode; readonly children: ReactNode };

function Code({ to, code, children }: CodeProps) {
  const go = useNavigation((navigation) => navigation.go);
  return (
    <li>
      <button
        type="button"
        className="mc-link"
        onClick={() => {
          go(to);
        }}
      >
        {code}
      </button>
      {children}
    </li>
  );
}
