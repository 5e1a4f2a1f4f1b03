/** An old register into the store: choose, look, F9. A second run imports nothing twice and says so. */
import { useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { ErrorBar } from '../../ui/bars/ErrorBar.tsx';
import { F9Button } from '../../ui/bars/F9Button.tsx';
import { useKeys } from '../../ui/keys/KeyLayer.tsx';
import { useMay } from '../frame/desk.ts';
import { useNavigation } from '../frame/navigation.ts';
import { Screen } from '../frame/Screen.tsx';
import { FileChoice } from './FileChoice.tsx';
import { ImportDone } from './ImportDone.tsx';
import { ImportRunning } from './ImportRunning.tsx';
import { KnownColumns } from './KnownColumns.tsx';
import { PreviewPanels } from './PreviewPanels.tsx';
import { type ImportJob, useImport } from './use-import.ts';
import './import.css';

export function ImportScreen() {
  const { t } = useTranslation();
  const job = useImport();
  const { state, failure } = job;
  const may = useMay('register.import');
  const picker = useRef<HTMLInputElement>(null);
  const go = useNavigation((navigation) => navigation.go);
  const toList = () => {
    go({ screen: 'dossiers' });
  };
  useKeys([
    state.phase === 'running'
      ? { combo: 'Esc', label: t('importing.keys.stop'), run: job.stop }
      : { combo: 'Esc', label: t('importing.keys.back'), run: toList },
  ]);
  return (
    <Screen
      verb={
        may ? (
          <ImportVerb
            job={job}
            onPick={() => {
              picker.current?.click();
            }}
            onList={toList}
          />
        ) : null
      }
      bars={failure === null ? null : <ErrorBar failure={failure} onDismiss={job.dismiss} />}
    >
      <h1 className="mc-import-title">{t('importing.title')}</h1>
      {may ? (
        <FileChoice state={state} picker={picker} onFile={job.choose} />
      ) : (
        <p className="mc-panel mc-import-said">{t('refusals.not-permitted')}</p>
      )}
      {may && state.phase === 'choose' ? <KnownColumns /> : null}
      {state.phase === 'preview' ? <PreviewPanels preview={state.preview} /> : null}
      {state.phase === 'running' ? <ImportRunning state={state} /> : null}
      {state.phase === 'done' ? <ImportDone state={state} /> : null}
    </Screen>
  );
}

type ImportVerbProps = { readonly job: ImportJob; readonly onPick: () => void; readonly onList: () => void };

function ImportVerb({ job: { state, run, again }, onPick, onList }: ImportVerbProps) {
  const { t } = useTranslation();
  const pickAnother = () => {
    again();
    onPick();
  };
  switch (state.phase) {
    case 'choose':
    case 'sending':
      return (
        <F9Button
          label={t('importing.choose')}
          onPress={onPick}
          waitingFor={state.phase === 'sending' ? t('importing.waitReading') : undefined}
        />
      );
    case 'preview':
    case 'running':
      if (state.preview.importable === 0) return <F9Button label={t('importing.chooseOther')} onPress={pickAnother} />;
      return (
        <F9Button
          label={t('importing.verb', { count: state.preview.importable })}
          onPress={run}
          waitingFor={state.phase === 'running' ? t('importing.waitRunning') : undefined}
        />
      );
    case 'done':
      if (state.stopped) return <F9Button label={t('importing.chooseOther')} onPress={pickAnother} />;
      return <F9Button label={t('importing.done.verb')} onPress={onList} />;
  }
}
