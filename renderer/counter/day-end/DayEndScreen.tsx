/** The day's end: what was done, the money, what is open; F9 closes the day and sends it, and the server's word ends it. */
import { useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ErrorBar } from '../../ui/bars/ErrorBar.tsx';
import { F9Button } from '../../ui/bars/F9Button.tsx';
import { useKeys } from '../../ui/keys/KeyLayer.tsx';
import { useDesk, useMay } from '../frame/desk.ts';
import { useNavigation } from '../frame/navigation.ts';
import { Screen } from '../frame/Screen.tsx';
import { useRoomy } from '../frame/use-roomy.ts';
import { Notices } from '../sync/Notices.tsx';
import { isSending } from '../sync/sync-live.ts';
import { BackupLine } from './BackupLine.tsx';
import { CashPanel, focusCash } from './CashPanel.tsx';
import { DaySteps } from './DaySteps.tsx';
import { Figures } from './Figures.tsx';
import { isCounted } from './money.ts';
import { placeOf, Problems } from './Problems.tsx';
import { Sending } from './Sending.tsx';
import { SlipSide } from './SlipSide.tsx';
import { UnsentList, useUnsent } from './UnsentList.tsx';
import { UsbPanel } from './UsbPanel.tsx';
import { type DayEnd, type DayEndJob, useDayEnd } from './use-day-end.ts';
import { DayViews, type DayView } from './DayViews.tsx';
import { type SlipJob, useSlip } from './use-slip.ts';
import './day-end.css';

export function DayEndScreen() {
  const { t } = useTranslation();
  const job = useDayEnd();
  const { day } = job;
  const slip = useSlip(day);
  const mayPrint = useMay('paper.print') && day !== null && day.review.closed !== null;
  const mayClose = useMay('dossier.accept');
  const go = useNavigation((navigation) => navigation.go);
  const roomy = useRoomy();
  const [chosen, setChosen] = useState(0);
  const [view, setView] = useState<DayView>('problems');
  const show = (other: DayView) => () => {
    setView(view === other ? 'problems' : other);
  };
  const problems = day?.review.problems ?? [];
  const selected = Math.min(chosen, Math.max(0, problems.length - 1));
  const open = (index: number) => {
    const place = placeOf(problems[index]);
    if (place !== undefined) go(place);
  };
  const sending = isSending(day?.progress ?? null);
  const move = (by: 1 | -1) => () => {
    setChosen(Math.min(problems.length - 1, Math.max(0, selected + by)));
  };
  useKeys([
    sending
      ? { combo: 'Esc', label: t(day?.progress?.phase === 'connecting' ? 'sync.stopWaiting' : 'dayEnd.keys.pause'), run: job.pause }
      : {
          combo: 'Esc',
          label: t('dayEnd.keys.back'),
          inBar: roomy,
          run: () => {
            go(mayClose ? { screen: 'reception' } : { screen: 'dossiers' });
          },
        },
    {
      combo: 'Ctrl+P',
      label: t('dayEnd.keys.print'),
      run: mayPrint ? slip.print : undefined,
      why: t('dayEnd.slip.notClosed'),
      inBar: roomy || !sending,
    },
    { combo: 'Ctrl+U', label: t('dayEnd.keys.usb'), run: show('usb') },
    { combo: 'Ctrl+L', label: t('dayEnd.keys.unsent'), run: show('unsent'), inBar: false },
    { combo: 'F5', label: t('dossiers.keys.refresh'), run: job.refresh, inBar: false },
    ...(problems.length === 0 || view !== 'problems'
      ? []
      : ([
          { combo: 'Up', label: t('dayEnd.keys.choose'), run: move(-1), inBar: roomy },
          { combo: 'Down', label: t('dayEnd.keys.choose'), run: move(1), inBar: false },
          {
            combo: 'Enter',
            label: t('dayEnd.keys.open'),
            run: () => {
              open(selected);
            },
          },
        ] as const)),
  ]);
  return (
    <Screen
      aside={<SlipSide slip={slip} />}
      asideWidth={slip.layout === 'a5' ? 476 : 356}
      asideName={t('dayEnd.slip.name')}
      verb={day === null || !mayClose ? null : <DayVerb job={job} day={day} slip={slip} />}
      bars={
        <>
          {job.failure === null ? null : <ErrorBar failure={job.failure} onDismiss={job.dismiss} />}
          {slip.failure === null ? null : <ErrorBar failure={slip.failure} onDismiss={slip.dismiss} />}
        </>
      }
    >
      {day === null ? (
        <h1 className="mc-visually-hidden">{t('frame.screen.dayEnd')}</h1>
      ) : (
        <Day day={day} isBackingUp={job.isBackingUp} selected={selected} onSelect={setChosen} onOpen={open} view={view} onView={setView} />
      )}
    </Screen>
  );
}

type DayProps = {
  readonly day: DayEnd;
  readonly selected: number;
  readonly isBackingUp: boolean;
  readonly onSelect: (index: number) => void;
  readonly onOpen: (index: number) => void;
  readonly view: DayView;
  readonly onView: (view: DayView) => void;
};

function Day({ day, isBackingUp, selected, onSelect, onOpen, view, onView }: DayProps) {
  const { t } = useTranslation();
  const { review, phase, progress } = day;
  const mayClose = useMay('dossier.accept');
  const list = useRef<HTMLUListElement>(null);
  const unsent = useUnsent();
  useFirstFocus(list);
  const counts =
    mayClose && review.cash.length > 0 && (phase === 'before' || review.cash.some((cash) => isCounted(cash) && cash.countedVnd === null));
  return (
    <div className="mc-dayend">
      <Figures review={review} />
      <div className="mc-dayend-middle">
        <DaySteps phase={phase} progress={progress} isBackingUp={isBackingUp} />
        <BackupLine isBackingUp={isBackingUp} />
        <Notices />
        <Sending day={day} />
        {counts && view === 'problems' ? <CashPanel cash={review.cash} /> : null}
        <DayViews view={view} onView={onView} problems={review.problems.length} unsent={unsent.data?.pages[0]?.total ?? 0} />
        {view === 'problems' ? (
          <Problems problems={review.problems} list={list} selected={selected} onSelect={onSelect} onOpen={onOpen} />
        ) : null}
        {view === 'unsent' ? <UnsentList unsent={unsent} /> : null}
        {view === 'usb' ? <UsbPanel /> : null}
        {mayClose ? null : <p className="mc-panel mc-dayend-said">{t('refusals.not-permitted')}</p>}
      </div>
    </div>
  );
}

/** The money first, else the list of what is open. */
function useFirstFocus(list: React.RefObject<HTMLUListElement | null>): void {
  const { person } = useDesk();
  useEffect(() => {
    if (!focusCash(person.personId)) list.current?.focus();
  }, [list, person.personId]);
}

function DayVerb({ job, day, slip }: { readonly job: DayEndJob; readonly day: DayEnd; readonly slip: SlipJob }) {
  const { t } = useTranslation();
  const { person } = useDesk();
  const { review, status, phase, progress } = day;
  const own = review.cash.find(({ personId }) => personId === person.personId);
  const uncounted = own !== undefined && isCounted(own) && own.countedVnd === null;
  const close = () => {
    if (!uncounted || !focusCash(person.personId)) job.close();
  };
  const hint = uncounted ? t('dayEnd.verb.uncounted') : undefined;
  switch (phase) {
    case 'before': {
      const later = status.enrolled === null || status.outageSince !== null;
      return (
        <F9Button
          label={t(later ? 'dayEnd.verb.close' : 'dayEnd.verb.closeAndSend')}
          onPress={close}
          hint={hint ?? (later ? t('dayEnd.verb.sentLater') : undefined)}
          waitingFor={job.busy ? t('dayEnd.verb.writing') : undefined}
        />
      );
    }
    case 'sending':
      return (
        <F9Button
          label={t('dayEnd.verb.closeAndSend')}
          onPress={close}
          waitingFor={t(progress?.phase === 'comparing' ? 'dayEnd.verb.comparing' : 'dayEnd.verb.sending')}
        />
      );
    case 'paused':
      return <F9Button label={t('dayEnd.verb.goOn')} onPress={job.close} waitingFor={job.busy ? t('dayEnd.verb.sending') : undefined} />;
    case 'waiting':
      return status.enrolled === null ? (
        <PrintVerb slip={slip} />
      ) : (
        <F9Button label={t('dayEnd.verb.again')} onPress={job.close} waitingFor={job.busy ? t('dayEnd.verb.sending') : undefined} />
      );
    case 'refused':
    case 'differs':
      return <F9Button label={t('dayEnd.verb.again')} onPress={job.close} waitingFor={job.busy ? t('dayEnd.verb.sending') : undefined} />;
    case 'done':
      return review.closed === null ? (
        <F9Button label={t('dayEnd.verb.close')} onPress={close} hint={hint} waitingFor={job.busy ? t('dayEnd.verb.writing') : undefined} />
      ) : (
        <PrintVerb slip={slip} />
      );
  }
}

function PrintVerb({ slip }: { readonly slip: SlipJob }) {
  const { t } = useTranslation();
  return (
    <F9Button
      label={t(slip.copyNo === 1 ? 'dayEnd.verb.print' : 'dayEnd.verb.reprint')}
      onPress={slip.print}
      waitingFor={slip.busy ? t('printing.sending') : undefined}
    />
  );
}
