/** The counter does not open: what is damaged, what there is to make it whole, and one verb. Works before anybody can sign in; nothing is ever deleted. */
import { Checkbox, Radio, TextInput } from '@mantine/core';
import { useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { TriageFinding, TriageReport } from '#shared/contract/triage.ts';
import { ErrorBar } from '../../ui/bars/ErrorBar.tsx';
import { F9Button } from '../../ui/bars/F9Button.tsx';
import { instantText, numberText } from '../../ui/format.ts';
import { SetUpFrame } from '../set-up/SetUpFrame.tsx';
import { RepairedPage } from './RepairedPage.tsx';
import { type RepairHow, useTriage } from './use-triage.ts';
import './triage.css';

export function TriagePage({
  code,
  reference,
  onDone,
}: {
  readonly code: string;
  readonly reference: string;
  readonly onDone: () => void;
}) {
  const { t } = useTranslation();
  const form = useRef<HTMLDivElement>(null);
  const triage = useTriage();
  const [chosen, setChosen] = useState<RepairHow | null>(null);
  const [lastCode, setLastCode] = useState('');
  const [unsure, setUnsure] = useState(false);
  const { report, step, repaired, failure } = triage;
  if (repaired !== null) return <RepairedPage report={repaired} onDone={onDone} />;
  const how = chosen ?? firstChoice(report);
  const lacksCode = how === 'restore' && !unsure && lastCode.trim() === '';
  const waits = report === null ? t('triage.looking') : step === null ? undefined : t(`triage.step.${step}`);
  const press = () => {
    if (lacksCode) form.current?.querySelector<HTMLInputElement>('[data-field=lastCode] input')?.focus();
    else triage.repair(how, how === 'restore' && !unsure ? lastCode : null);
  };
  return (
    <SetUpFrame
      title={t('triage.title')}
      words={t(`errors.${report?.code ?? code}.title`)}
      form={form}
      bars={failure === null ? null : <ErrorBar failure={failure} />}
      verb={
        <F9Button label={t(`triage.verb.${how}`)} onPress={press} hint={lacksCode ? t('triage.needsCode') : undefined} waitingFor={waits} />
      }
    >
      {report === null ? null : <Findings finding={report.finding} />}
      {report === null ? null : (
        <Radio.Group
          label={t('triage.choose')}
          value={how}
          onChange={(value) => {
            setChosen(value as RepairHow);
          }}
        >
          <div className="mc-triage-choices">
            {choicesOf(report).map((one) => (
              <Radio key={one} value={one} label={t(`triage.how.${one}.label`)} description={t(`triage.how.${one}.words`)} />
            ))}
          </div>
        </Radio.Group>
      )}
      {how !== 'restore' ? null : (
        <div className="mc-triage-code" data-field="lastCode">
          <TextInput
            label={t('triage.lastCode')}
            description={t('triage.lastCodeWords')}
            value={lastCode}
            disabled={unsure}
            autoComplete="off"
            spellCheck={false}
            onChange={(event) => {
              setLastCode(event.currentTarget.value);
            }}
          />
          <Checkbox
            label={t('triage.unsure')}
            description={t('triage.unsureWords')}
            checked={unsure}
            onChange={(event) => {
              setUnsure(event.currentTarget.checked);
            }}
          />
        </div>
      )}
      <p className="mc-s mc-muted">{t('ui.reference', { reference })}</p>
    </SetUpFrame>
  );
}

function Findings({ finding }: { readonly finding: TriageFinding }) {
  const { t } = useTranslation();
  const { backup, actsInStore } = finding;
  const rows = [
    ['store', actsInStore === null ? t(`triage.state.${finding.store}`) : t('triage.storeActs', { count: numberText(actsInStore) })],
    [
      'log',
      finding.log === 'missing'
        ? t('triage.state.missing')
        : `${t(`triage.state.${finding.log}`)} · ${t('triage.acts', { count: numberText(finding.actsInLog) })}`,
    ],
    [
      'backup',
      backup === null ? t('triage.noBackup') : t('triage.backupOf', { at: instantText(backup.madeAt), count: numberText(backup.acts) }),
    ],
    ...(backup === null ? [] : [['beyond', t('triage.acts', { count: numberText(finding.actsBeyondBackup) })] as const]),
  ] as const;
  return (
    <dl className="mc-triage-facts">
      {rows.map(([name, words]) => (
        <div key={name}>
          <dt>{t(`triage.fact.${name}`)}</dt>
          <dd>{words}</dd>
        </div>
      ))}
    </dl>
  );
}

/** Opening again is what a plugged-in disk needs; it is offered with every repair. */
function choicesOf({ finding }: TriageReport): readonly RepairHow[] {
  return ['again', ...finding.repairs];
}

/** A log that is not there may be on a disk that is only unplugged: nothing is made anew before a person says so. */
function firstChoice(report: TriageReport | null): RepairHow {
  if (report === null || report.finding.log === 'missing' || report.finding.store === 'missing') return 'again';
  return report.finding.repairs[0] ?? 'again';
}
