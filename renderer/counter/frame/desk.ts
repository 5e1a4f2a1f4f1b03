/** Who is at which counter, and what the office's clock says. */
import { createContext, useContext, useEffect, useState } from 'react';
import type { SignedIn, Unit } from '#shared/contract/office.ts';
import type { Permission } from '#shared/contract/permissions.ts';
import type { CivilDate } from '#shared/domain/deadline/civil-date.ts';
import { officeTime } from '../../ui/format.ts';

export type Desk = {
  readonly unit: Unit;
  readonly person: SignedIn;
  /** The app's instant when the state was read, and the page's monotonic clock at that moment. */
  readonly now: string;
  readonly readAtMs: number;
  readonly lock: () => void;
};

export const DeskContext = createContext<Desk | undefined>(undefined);

/** The signed-in desk; every screen is below it. */
export function useDesk(): Desk {
  const desk = useContext(DeskContext);
  if (desk === undefined) throw new Error('Nobody is signed in.');
  return desk;
}

export function useMay(permission: Permission): boolean {
  return useDesk().person.permissions.includes(permission);
}

/** Office time now, `YYYY-MM-DDTHH:mm`, by the app's clock and not the page's; ticks with the minute. */
export function useOfficeNow(): string {
  const { now, readAtMs } = useDesk();
  return useClock(now, readAtMs);
}

/** Today at the office, `YYYY-MM-DD`. */
export function useToday(): CivilDate {
  return useOfficeNow().slice(0, 10) as CivilDate;
}

export function useClock(now: string, readAtMs: number): string {
  const [shown, setShown] = useState(() => officeNow(now, readAtMs));
  useEffect(() => {
    const show = () => {
      setShown(officeNow(now, readAtMs));
    };
    show();
    const timer = setInterval(show, 5000);
    return () => {
      clearInterval(timer);
    };
  }, [now, readAtMs]);
  return shown;
}

function officeNow(now: string, readAtMs: number): string {
  return officeTime(new Date(Date.parse(now) + performance.now() - readAtMs).toISOString());
}
