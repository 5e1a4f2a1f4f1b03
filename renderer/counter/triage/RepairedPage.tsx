/** What was recovered and what was not, in plain words; to be saved or printed before work goes on. */
import { Button } from '@mantine/core';
import type { TFunction } from 'i18next';
import { useRef } from 'react';
import { useTranslation } from 'react-i18next';
import type { RepairReport } from '#shared/contract/triage.ts';
import { F9Button } from '../../ui/bars/F9Button.tsx';
import { instantText, numberText } from '../../ui/format.ts';
import { saveAs } from '../sync/pieces.ts';
import { SetUpFrame } from '../set-up/SetUpFrame.tsx';
import './triage.css';

export function RepairedPage({ report, onDone }: { readonly report: RepairReport; readonly onDone: () => void }) {
  const { t } = useTranslation();
  const form = useRef<HTMLDivElement>(null);
  const lines = linesOf(report, t);
  const save = () => {
    const text = `${[t('triage.done.title'), ...lines].join('\r\n')}\r\n`;
    saveAs(`${t('triage.done.fileName')}-${report.at.slice(0, 10)}.txt`, new Blob([text], { type: 'text/plain' }));
  };
  return (
    <SetUpFrame
      title={t('triage.done.title')}
      words={t('triage.done.words')}
      form={form}
      verb={<F9Button label={t('triage.done.verb')} onPress={onDone} />}
    >
      <ul className="mc-triage-report">
        {lines.map((line) => (
          <li key={line}>{line}</li>
        ))}
      </ul>
      <div className="mc-triage-buttons">
        <Button variant="default" onClick={save}>
          {t('triage.done.save')}
        </Button>
        <Button
          variant="default"
          onClick={() => {
            window.print();
          }}
        >
          {t('triage.done.print')}
        </Button>
      </div>
    </SetUpFrame>
  );
}

/** One sentence a fact; what is whole comes first, what is lost last. */
function linesOf(
  { at, how, from, log, actsBrought, actsLinkedAgain, actsLost, lostPapers, numbers, lastPaper, aside }: RepairReport,
  t: TFunction,
): readonly string[] {
  const papers = lostPapers.filter(({ what }) => what === 'paper').map(({ dossierCode }) => dossierCode ?? t('triage.done.noDossier'));
  const scans = lostPapers.filter(({ what }) => what === 'scan').map(({ dossierCode }) => dossierCode ?? t('triage.done.noDossier'));
  return [
    t('triage.done.at', { at: instantText(at) }),
    ...(from === null ? [] : [t('triage.done.from', { at: instantText(from.madeAt), count: numberText(from.acts) })]),
    ...(how === 'restore' && from === null ? [t('triage.done.noBackup')] : []),
    ...(how === 'again' ? [] : [t(`triage.done.log.${log}`), t('triage.done.brought', { count: numberText(actsBrought) })]),
    ...(actsLinkedAgain === 0 ? [] : [t('triage.done.linkedAgain', { count: numberText(actsLinkedAgain) })]),
    ...(numbers === null ? [] : [t(`triage.done.numbers.${numbers}`)]),
    ...(aside === null ? [] : [t('triage.done.aside', { folder: aside })]),
    ...(how === 'again' || (actsLost === 0 && lastPaper !== null && lastPaper !== 'here')
      ? []
      : [actsLost === 0 ? t('triage.done.noGap') : t('triage.done.lost', { count: numberText(actsLost) })]),
    ...(lastPaper === null || lastPaper === 'here' ? [] : [t(`triage.done.lastPaper.${lastPaper}`)]),
    ...(papers.length === 0 ? [] : [t('triage.done.papers', { codes: [...new Set(papers)].join(', ') })]),
    ...(scans.length === 0 ? [] : [t('triage.done.scans', { codes: [...new Set(scans)].join(', ') })]),
  ];
}
