/** Months of archived papers that cannot be read: what it means, and F9 makes them whole from the backup while work goes on. */
import { useTranslation } from 'react-i18next';
import type { PapersFault } from '#shared/contract/triage.ts';
import { ErrorBar } from '../../ui/bars/ErrorBar.tsx';
import { F9Button } from '../../ui/bars/F9Button.tsx';
import { numberText } from '../../ui/format.ts';
import { useKeys } from '../../ui/keys/KeyLayer.tsx';
import { useMay } from '../frame/desk.ts';
import { useNavigation } from '../frame/navigation.ts';
import { Screen } from '../frame/Screen.tsx';
import { type PapersMended, usePapers } from './use-papers.ts';
import './papers.css';

export function PapersScreen() {
  const { t } = useTranslation();
  const may = useMay('dossier.read');
  const go = useNavigation((navigation) => navigation.go);
  const { faults, mending, mended, failure, mend, dismiss } = usePapers();
  useKeys([
    {
      combo: 'Esc',
      label: t('settings.keys.back'),
      run: () => {
        go({ screen: 'dossiers' });
      },
    },
  ]);
  const next = faults?.find(({ state }) => state !== 'newer');
  return (
    <Screen
      verb={
        may && next !== undefined ? (
          <F9Button
            label={t('papers.verb', { month: monthText(next.month) })}
            waitingFor={mending === null ? undefined : t('papers.mending')}
            onPress={() => {
              mend(next.month);
            }}
          />
        ) : null
      }
      bars={failure === null ? null : <ErrorBar failure={failure} onDismiss={dismiss} />}
    >
      <h1 className="mc-settings-title">{t('frame.screen.papers')}</h1>
      <div className="mc-paper-files">
        {faults === null ? null : <Faults faults={faults} />}
        <p className="mc-s" role="status">
          {mended === null ? '' : <Mended mended={mended} />}
        </p>
      </div>
    </Screen>
  );
}

function Faults({ faults }: { readonly faults: readonly PapersFault[] }) {
  const { t } = useTranslation();
  if (faults.length === 0) return <p className="mc-s">{t('papers.none')}</p>;
  return (
    <section className="mc-panel mc-months-panel" aria-labelledby="papers-faults">
      <h2 className="mc-panel-title" id="papers-faults">
        {t('papers.title')}
      </h2>
      <p className="mc-s">{t('papers.words')}</p>
      <dl className="mc-months-list">
        {faults.map(({ month, state }) => (
          <div key={month}>
            <dt>{t('papers.month', { month: monthText(month) })}</dt>
            <dd>{t(`papers.state.${state}`)}</dd>
          </div>
        ))}
      </dl>
    </section>
  );
}

function Mended({ mended: { month, papers, lost } }: { readonly mended: PapersMended }) {
  const { t } = useTranslation();
  const codes = (what: 'paper' | 'scan'): string =>
    lost
      .filter((one) => one.what === what)
      .map(({ dossierCode }) => dossierCode ?? t('triage.done.noDossier'))
      .join(', ');
  return (
    <>
      {t('papers.mended', { month: monthText(month), count: numberText(papers) })} {lost.length === 0 ? t('papers.nothingLost') : null}
      {codes('paper') === '' ? null : t('triage.done.papers', { codes: codes('paper') })}{' '}
      {codes('scan') === '' ? null : t('triage.done.scans', { codes: codes('scan') })}
    </>
  );
}

/** `2026-06` as `06/2026`. */
function monthText(month: string): string {
  const [year, ofYear] = month.split('-');
  return `${ofYear ?? ''}/${year ?? ''}`;
}
