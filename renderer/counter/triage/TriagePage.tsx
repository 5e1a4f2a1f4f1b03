/** The counter does not open: what is damaged, what there is to make it whole, and one verb. Works before anybody can sign in; nothing is ever deleted. */
import { Checkbox, Radio, TextInput } from '@mantine/core';
import { useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { TriageFinding, TriageReport } from '#shared/contract/triage.ts';
import { ErrorBar } from '../../ui/bars/ErrorBar.tsx';
import { F9Button } from '../../ui/bars/F9Button.tsx';
import { instantText, numberText } from '../../ui/format.ts';
import { focusField } from '../reception/next-field.ts';
import { SetUpFrame } from '../set-up/SetUpFrame.tsx';
import { RepairedPage } from './RepairedPage.tsx';
import { type RepairHow, useTriage } from './use-triage.ts';
import './triage.css';

export type TriagePageProps = { readonly code: string; readonly reference: string; readonly onDone: () => void };

export function TriagePage({ code, reference, onDone }: TriagePageProps) {
  const { t } = useTranslation();
  const form = useRef<HTMLDivElement>(null);
  const triage = useTriage();
  const [chosen, setChosen] = useState<RepairHow | null>(null);
  const [last, setLast] = useState<LastCode>({ code: '', unsure: false });
  const { report, step, repaired, failure } = triage;
  if (repaired !== null) return <RepairedPage report={repaired} onDone={onDone} />;
  const how = chosen ?? firstChoice(report);
  const asksCode = how === 'restore' && !last.unsure;
  const lacksCode = asksCode && last.code.trim() === '';
  const press = () => {
    if (lacksCode) focusField(form.current, 'lastCode');
    else triage.repair(how, asksCode ? last.code : null);
  };
  return (
    <SetUpFrame
      title={t('triage.title')}
      words={t(`errors.${report?.code ?? code}.title`)}
      form={form}
      bars={failure === null ? null : <ErrorBar failure={failure} />}
      verb={
        <F9Button
          label={t(`triage.verb.${how}`)}
          onPress={press}
          hint={lacksCode ? t('triage.needsCode') : undefined}
          waitingFor={report === null ? t('triage.looking') : step === null ? undefined : t(`triage.step.${step}`)}
        />
      }
    >
      {report === null ? null : (
        <>
          <Findings finding={report.finding} />
          <Ways report={report} how={how} onHow={setChosen} />
        </>
      )}
      {how === 'restore' ? <LastCodeField last={last} onChange={setLast} /> : null}
      <p className="mc-s mc-muted">{t('ui.reference', { reference })}</p>
    </SetUpFrame>
  );
}

type WaysProps = { readonly report: TriageReport; readonly how: RepairHow; readonly onHow: (how: RepairHow) => void };

function Ways({ report, how, onHow }: WaysProps) {
  const { t } = useTranslation();
  const ways = choicesOf(report);
  return (
    <Radio.Group
      label={t('triage.choose')}
      value={how}
      onChange={(value) => {
        const way = ways.find((one) => one === value);
        if (way !== undefined) onHow(way);
      }}
    >
      <div className="mc-triage-choices">
        {ways.map((one) => (
          <Radio key={one} value={one} label={t(`triage.how.${one}.label`)} description={t(`triage.how.${one}.words`)} />
        ))}
      </div>
    </Radio.Group>
  );
}

/** The last code on paper at this counter; `unsure`: nobody knows, and numbers go on from the spare range. */
type LastCode = { readonly code: string; readonly unsure: boolean };

function LastCodeField({ last, onChange }: { readonly last: LastCode; readonly onChange: (last: LastCode) => void }) {
  const { t } = useTranslation();
  return (
    <div className="mc-triage-code" data-field="lastCode">
      <TextInput
        label={t('triage.lastCode')}
        description={t('triage.lastCodeWords')}
        value={last.code}
        disabled={last.unsure}
        autoComplete="off"
        spellCheck={false}
        onChange={(event) => {
          onChange({ ...last, code: event.currentTarget.value });
        }}
      />
      <Checkbox
        label={t('triage.unsure')}
        description={t('triage.unsureWords')}
        checked={last.unsure}
        onChange={(event) => {
          onChange({ ...last, unsure: event.currentTarget.checked });
        }}
      />
    </div>
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
