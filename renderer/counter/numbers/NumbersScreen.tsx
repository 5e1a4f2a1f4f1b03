/** The counter's numbers: after a restore the question for the last code on paper, and always the ledger of numbers that stand for nothing. */
import { useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { ErrorBar } from '../../ui/bars/ErrorBar.tsx';
import { F9Button } from '../../ui/bars/F9Button.tsx';
import { useKeys } from '../../ui/keys/KeyLayer.tsx';
import { useMay } from '../frame/desk.ts';
import { useNavigation } from '../frame/navigation.ts';
import { Screen } from '../frame/Screen.tsx';
import { focusField } from '../reception/next-field.ts';
import { LastCodePanel } from './LastCodePanel.tsx';
import { LedgerPanel } from './LedgerPanel.tsx';
import { useLastCode } from './use-last-code.ts';
import { useLedger } from './use-ledger.ts';
import { useLedgerPaper } from './use-ledger-paper.ts';
import './numbers.css';

export function NumbersScreen() {
  const { t } = useTranslation();
  const may = useMay('dossier.accept');
  const go = useNavigation((navigation) => navigation.go);
  const page = useRef<HTMLDivElement>(null);
  const last = useLastCode();
  const ledger = useLedger();
  const paper = useLedgerPaper();
  const mayPrint = useMay('paper.print');
  const { ledger: read } = ledger;
  const noFile = paper.busy ? t('numbers.paper.busy') : read === null ? t('numbers.paper.notRead') : undefined;
  const noPrint = mayPrint ? noFile : t('numbers.paper.mayNot');
  const answers = may && last.fromReserve === true;
  useEffect(() => {
    if (answers) focusField(page.current, 'lastCode');
  }, [answers]);
  useKeys([
    { combo: 'F5', label: t('dossiers.keys.refresh'), run: ledger.again, inBar: false },
    {
      combo: 'Ctrl+P',
      label: t('numbers.paper.print'),
      run:
        read === null || noPrint !== undefined
          ? undefined
          : () => {
              paper.print(read);
            },
      ...(noPrint === undefined ? {} : { why: noPrint }),
    },
    {
      combo: 'Ctrl+E',
      label: t('numbers.file.xlsx'),
      run:
        read === null || noFile !== undefined
          ? undefined
          : () => {
              paper.save('xlsx', read);
            },
      ...(noFile === undefined ? {} : { why: noFile }),
    },
    {
      combo: 'Esc',
      label: t('settings.keys.back'),
      run: () => {
        go({ screen: 'dossiers' });
      },
    },
  ]);
  const lacksCode = !last.form.unsure && last.form.typed.trim() === '';
  return (
    <Screen
      verb={
        answers ? (
          <F9Button
            label={t(last.form.unsure ? 'numbers.verb.reserve' : 'numbers.verb.tell')}
            hint={lacksCode ? t('triage.needsCode') : undefined}
            waitingFor={last.busy ? t('numbers.verb.writing') : undefined}
            onPress={() => {
              if (!last.answer()) focusField(page.current, 'lastCode');
            }}
          />
        ) : null
      }
      bars={
        <>
          {last.failure === null ? null : <ErrorBar failure={last.failure} onDismiss={last.dismiss} />}
          {ledger.failure === null ? null : <ErrorBar failure={ledger.failure} />}
          {paper.failure === null ? null : <ErrorBar failure={paper.failure} onDismiss={paper.dismiss} />}
        </>
      }
    >
      <h1 className="mc-settings-title">{t('frame.screen.numbers')}</h1>
      <div className="mc-numbers" ref={page}>
        {answers ? <LastCodePanel job={last} /> : null}
        <p className="mc-s mc-numbers-said" role="status">
          {paper.said !== '' ? paper.said : last.answered === null ? '' : t(`numbers.lastCode.answered.${last.answered}`)}
        </p>
        <LedgerPanel job={ledger} paper={paper} noPrint={noPrint} />
      </div>
    </Screen>
  );
}
