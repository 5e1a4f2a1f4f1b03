/** The outage log: choose a day, see what was down and which dossiers it touched, print the certificate on the right. */
import { useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ErrorBar } from '../../ui/bars/ErrorBar.tsx';
import { F9Button } from '../../ui/bars/F9Button.tsx';
import { EmptyState } from '../../ui/EmptyState.tsx';
import { useKeys } from '../../ui/keys/KeyLayer.tsx';
import { PaperPane } from '../../ui/paper/PaperPane.tsx';
import { useMay } from '../frame/desk.ts';
import { useNavigation } from '../frame/navigation.ts';
import { Screen } from '../frame/Screen.tsx';
import { useRoomy } from '../frame/use-roomy.ts';
import { OutageDays } from './OutageDays.tsx';
import { OutageOfDay } from './OutageOfDay.tsx';
import { focusReason, ReprintReason } from './ReprintReason.tsx';
import { useOutages } from './use-outages.ts';
import './outage.css';

export function OutageScreen({ date }: { readonly date: string | null }) {
  const { t } = useTranslation();
  const [chosen, setChosen] = useState(date);
  const [missing, setMissing] = useState(false);
  const job = useOutages(chosen);
  const { days, day } = job;
  const mayPrint = useMay('paper.print') && day !== null && day.outages.length > 0;
  const go = useNavigation((navigation) => navigation.go);
  const roomy = useRoomy();
  const list = useRef<HTMLUListElement>(null);
  const isRead = days !== null;
  useEffect(() => {
    if (isRead) list.current?.focus();
  }, [isRead]);

  const shown = chosen ?? days?.[0]?.date ?? null;
  const choose = (next: string) => {
    setMissing(false);
    setChosen(next);
  };
  const move = (by: 1 | -1) => () => {
    const at = days?.findIndex((one) => one.date === shown) ?? -1;
    const next = days?.[Math.max(0, at + by)];
    if (next !== undefined) choose(next.date);
  };
  const print = () => {
    const needsReason = job.copyNo > 1 && job.reason.trim() === '';
    setMissing(needsReason);
    if (needsReason) focusReason();
    else job.print();
  };
  useKeys([
    {
      combo: 'Esc',
      label: t('outage.keys.back'),
      run: () => {
        go({ screen: 'dayEnd' });
      },
    },
    { combo: 'Up', label: t('outage.keys.choose'), run: move(-1) },
    { combo: 'Down', label: t('outage.keys.choose'), run: move(1), inBar: false },
    { combo: 'Ctrl+P', label: t('outage.keys.print'), run: mayPrint ? print : undefined, why: t('outage.noPaper'), inBar: roomy },
    { combo: 'F5', label: t('dossiers.keys.refresh'), run: job.refresh, inBar: false },
  ]);
  return (
    <Screen
      aside={
        <>
          {mayPrint && job.copyNo > 1 ? (
            <ReprintReason copyNo={job.copyNo} reason={job.reason} missing={missing} onWrite={job.write} />
          ) : null}
          <PaperPane pages={job.pages} label={t('outage.preview')} leaving={job.busy} />
        </>
      }
      asideName={t('outage.paper')}
      verb={
        mayPrint ? (
          <F9Button
            label={t(job.copyNo === 1 ? 'outage.verb.print' : 'outage.verb.reprint')}
            onPress={print}
            waitingFor={job.busy ? t('printing.sending') : undefined}
          />
        ) : null
      }
      bars={job.failure === null ? null : <ErrorBar failure={job.failure} onDismiss={job.dismiss} />}
    >
      <h1 className="mc-visually-hidden">{t('frame.screen.outages')}</h1>
      {days === null ? null : days.length === 0 && chosen === null ? (
        <section className="mc-panel">
          <EmptyState title={t('outage.none')}>
            <p>{t('outage.noneWhy')}</p>
          </EmptyState>
        </section>
      ) : (
        <div className="mc-outages">
          <OutageDays days={days} chosen={shown} list={list} onChoose={choose} />
          {day === null ? null : <OutageOfDay day={day} />}
        </div>
      )}
    </Screen>
  );
}
