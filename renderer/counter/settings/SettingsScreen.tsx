/** How this counter prints, locks, scans, sends and keeps its backups. F9 saves; everybody may look. */
import { type RefObject, useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ErrorBar } from '../../ui/bars/ErrorBar.tsx';
import { F9Button } from '../../ui/bars/F9Button.tsx';
import { useKeys } from '../../ui/keys/KeyLayer.tsx';
import { useMay } from '../frame/desk.ts';
import { useLeaveGuard } from '../frame/leave-guard.tsx';
import { useNavigation } from '../frame/navigation.ts';
import { Screen } from '../frame/Screen.tsx';
import { fieldNameOf, focusField, focusNextField } from '../reception/next-field.ts';
import { MachinePanel } from './MachinePanel.tsx';
import { testLayoutOf } from './paper-layout.ts';
import { PaperPanel } from './PaperPanel.tsx';
import type { SettingsForm } from './settings-form.ts';
import { TestPageLine } from './TestPageLine.tsx';
import { useSettings } from './use-settings.ts';
import { type TestPageJob, useTestPage } from './use-test-page.ts';
import './settings.css';

export function SettingsScreen() {
  const { t } = useTranslation();
  const may = useMay('settings.write');
  const page = useRef<HTMLDivElement>(null);
  const [said, setSaid] = useState<'none' | null>(null);
  const job = useSettings();
  const test = useTestPage();
  const { form, dirty, busy } = job;
  const save = async (): Promise<boolean> => {
    const gap = await job.save();
    if (typeof gap === 'string') focusField(page.current, gap);
    return gap === null;
  };
  const guard = useLeaveGuard(may && dirty, { save, discard: job.discard });
  const isRead = form !== null;
  useEffect(() => {
    if (isRead && may) focusField(page.current, 'printer');
  }, [isRead, may]);
  useSettingsKeys(page, form, test);
  const change: typeof job.change = (to) => {
    setSaid(null);
    job.change(to);
  };
  const fields = { form, gaps: job.gaps, may, onChange: change };
  return (
    <Screen
      verb={
        may ? (
          <F9Button
            label={t('settings.verb')}
            waitingFor={busy ? t('settings.saving') : undefined}
            onPress={() => {
              setSaid(dirty ? null : 'none');
              if (dirty) void save();
            }}
          />
        ) : null
      }
      bars={
        <>
          {job.failure === null ? null : <ErrorBar failure={job.failure} onDismiss={job.dismiss} />}
          {test.failure === null ? null : <ErrorBar failure={test.failure} />}
        </>
      }
    >
      <h1 className="mc-settings-title">{t('frame.screen.settings')}</h1>
      {may ? null : <p className="mc-panel mc-settings-said">{t('settings.mayNot')}</p>}
      <div
        ref={page}
        className="mc-settings"
        onBlur={(event) => {
          job.left(fieldNameOf(event.target));
        }}
      >
        {form === null ? null : (
          <>
            <PaperPanel {...fields} form={form} test={test} />
            <MachinePanel {...fields} form={form} kept={job.kept} />
          </>
        )}
      </div>
      <TestPageLine job={test} />
      <p className="mc-settings-state" role="status">
        {job.saved ? t('settings.saved') : said === 'none' ? t('settings.unchanged') : ''}
      </p>
      {guard.question}
    </Screen>
  );
}

function useSettingsKeys(page: RefObject<HTMLElement | null>, form: SettingsForm | null, test: TestPageJob): void {
  const { t } = useTranslation();
  const go = useNavigation((navigation) => navigation.go);
  const next = () => {
    const from = document.activeElement;
    if (page.current !== null && from !== null) focusNextField(page.current, from);
  };
  const tryPrinter = ({ printer, layout }: SettingsForm) => {
    test.print({ printer: printer === '' ? null : printer, layout: testLayoutOf(layout) });
  };
  useKeys([
    { combo: 'Enter', label: t('people.keys.next'), run: next, inBar: false },
    {
      combo: 'Ctrl+P',
      label: t('settings.test.verb'),
      run:
        form === null
          ? undefined
          : () => {
              tryPrinter(form);
            },
    },
    {
      combo: 'Esc',
      label: t('settings.keys.back'),
      run: () => {
        go({ screen: 'dossiers' });
      },
    },
  ]);
}
