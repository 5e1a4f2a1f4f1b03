/** The day's end: what was done, the money, what is open; F9 closes the day and sends it, and the server's word ends it. */
import { type RefObject, useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { ErrorBar } from '../../ui/bars/ErrorBar.tsx';
import { useDesk, useMay } from '../frame/desk.ts';
import { Screen } from '../frame/Screen.tsx';
import { Notices } from '../sync/Notices.tsx';
import { BackupLine } from './BackupLine.tsx';
import { CashPanel, focusCash } from './CashPanel.tsx';
import { DaySteps } from './DaySteps.tsx';
import { DayVerb } from './DayVerb.tsx';
import { DayViews } from './DayViews.tsx';
import { Figures } from './Figures.tsx';
import { isUncounted } from './money.ts';
import { Problems } from './Problems.tsx';
import { Sending } from './Sending.tsx';
import { SlipSide } from './SlipSide.tsx';
import { UnsentList } from './UnsentList.tsx';
import { UsbPanel } from './UsbPanel.tsx';
import { type DayEnd, useDayEnd } from './use-day-end.ts';
import { useDayKeys } from './use-day-keys.ts';
import { type DayLook, useDayLook } from './use-day-look.ts';
import { useSlip } from './use-slip.ts';
import { useUnsent } from './use-unsent.ts';
import './day-end.css';

export function DayEndScreen() {
  const { t } = useTranslation();
  const job = useDayEnd();
  const { day } = job;
  const slip = useSlip(day);
  const look = useDayLook(day?.review.problems ?? []);
  const mayClose = useMay('dossier.accept');
  useDayKeys(job, slip, look);
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
        <Day day={day} isBackingUp={job.isBackingUp} look={look} mayClose={mayClose} />
      )}
    </Screen>
  );
}

type DayProps = { readonly day: DayEnd; readonly isBackingUp: boolean; readonly look: DayLook; readonly mayClose: boolean };

function Day({ day, isBackingUp, look, mayClose }: DayProps) {
  const { t } = useTranslation();
  const { review, phase, progress } = day;
  const { view, show } = look;
  const list = useRef<HTMLUListElement>(null);
  const unsent = useUnsent();
  useFirstFocus(list);
  const asksMoney = mayClose && review.cash.length > 0 && (phase === 'before' || review.cash.some(isUncounted));
  return (
    <div className="mc-dayend">
      <Figures review={review} />
      <div className="mc-dayend-middle">
        <DaySteps phase={phase} progress={progress} isBackingUp={isBackingUp} />
        <BackupLine isBackingUp={isBackingUp} />
        <Notices />
        <Sending day={day} />
        {asksMoney && view === 'problems' ? <CashPanel cash={review.cash} /> : null}
        <DayViews view={view} onView={show} problems={review.problems.length} unsent={unsent.total} />
        {view === 'problems' ? (
          <Problems problems={review.problems} list={list} selected={look.selected} onSelect={look.select} onOpen={look.open} />
        ) : null}
        {view === 'unsent' ? <UnsentList unsent={unsent} /> : null}
        {view === 'usb' ? <UsbPanel /> : null}
        {mayClose ? null : <p className="mc-panel mc-dayend-said">{t('refusals.not-permitted')}</p>}
      </div>
    </div>
  );
}

/** The money first, else the list of what is open. */
function useFirstFocus(list: RefObject<HTMLUListElement | null>): void {
  const { person } = useDesk();
  useEffect(() => {
    if (!focusCash(person.personId)) list.current?.focus();
  }, [list, person.personId]);
}
