/** The outage log: choose a day, see what was down and which dossiers it touched, print the certificate on the right. */
import { useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ErrorBar } from '../../ui/bars/ErrorBar.tsx';
import { F9Button } from '../../ui/bars/F9Button.tsx';
import { EmptyState } from '../../ui/EmptyState.tsx';
import { type KeyBinding, useKeys } from '../../ui/keys/KeyLayer.tsx';
import { PaperPane } from '../../ui/paper/PaperPane.tsx';
import { useMay } from '../frame/desk.ts';
import { useNavigation } from '../frame/navigation.ts';
import { Screen } from '../frame/Screen.tsx';
import { useRoomy } from '../frame/use-roomy.ts';
import { OutageDays } from './OutageDays.tsx';
import { OutageOfDay } from './OutageOfDay.tsx';
import { focusReason, ReprintReason } from './ReprintReason.tsx';
import { type OutageJob, useOutages } from './use-outages.ts';
import './outage.css';

export function OutageScreen({ date }: { readonly date: string | null }) {
  const { t } = useTranslation();
  const [chosen, setChosen] = useState(date);
  const [missing, setMissing] = useState(false);
  const job = useOutages(chosen);
  const { days, day, copyNo } = job;
  const mayPrint = useMay('paper.print') && day !== null && day.outages.length > 0;
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
  const print = () => {
    const needsReason = copyNo > 1 && job.reason.trim() === '';
    setMissing(needsReason);
    if (needsReason) focusReason();
    else job.print();
  };
  useOutageKeys(job, {
    print: mayPrint ? print : undefined,
    move: (by) => {
      const at = days?.findIndex((one) => one.date === shown) ?? -1;
      const next = days?.[Math.max(0, at + by)];
      if (next !== undefined) choose(next.date);
    },
  });
  return (
    <Screen
      aside={
        <>
          {mayPrint && copyNo > 1 ? <ReprintReason copyNo={copyNo} reason={job.reason} missing={missing} onWrite={job.write} /> : null}
          <PaperPane pages={job.pages} label={t('outage.preview')} leaving={job.busy} />
        </>
      }
      asideName={t('outage.paper')}
      verb={
        mayPrint ? (
          <F9Button
            label={t(copyNo === 1 ? 'outage.verb.print' : 'outage.verb.reprint')}
            onPress={print}
            waitingFor={job.busy ? t('printing.sending') : undefined}
          />
        ) : null
      }
      bars={job.failure === null ? null : <ErrorBar failure={job.failure} onDismiss={job.dismiss} />}
    >
      <h1 className="mc-visually-hidden">{t('frame.screen.outages')}</h1>
      {days === null ? null : days.length === 0 && chosen === null ? (
        <NoOutages />
      ) : (
        <div className="mc-outages">
          <OutageDays days={days} chosen={shown} list={list} onChoose={choose} />
          {day === null ? null : <OutageOfDay day={day} />}
        </div>
      )}
    </Screen>
  );
}

function NoOutages() {
  const { t } = useTranslation();
  return (
    <section className="mc-panel">
      <EmptyState title={t('outage.none')}>
        <p>{t('outage.noneWhy')}</p>
      </EmptyState>
    </section>
  );
}

type Acts = { readonly print: (() => void) | undefined; readonly move: (by: 1 | -1) => void };

function useOutageKeys({ refresh }: OutageJob, { print, move }: Acts): void {
  const { t } = useTranslation();
  const go = useNavigation((navigation) => navigation.go);
  const roomy = useRoomy();
  const step = (combo: 'Up' | 'Down', by: 1 | -1): KeyBinding => ({
    combo,
    label: t('outage.keys.choose'),
    run: () => {
      move(by);
    },
    inBar: by === -1,
    // While the reason is typed, the day it is for stays.
    inFields: false,
  });
  useKeys([
    {
      combo: 'Esc',
      label: t('outage.keys.back'),
      run: () => {
        go({ screen: 'dayEnd' });
      },
    },
    step('Up', -1),
    step('Down', 1),
    { combo: 'Ctrl+P', label: t('outage.keys.print'), run: print, why: t('outage.noPaper'), inBar: roomy },
    { combo: 'F5', label: t('dossiers.keys.refresh'), run: refresh, inBar: false },
  ]);
}
