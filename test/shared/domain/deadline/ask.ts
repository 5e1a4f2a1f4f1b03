import { computeDueAt, type DeadlineResult } from '#shared/domain/deadline/engine.ts';
import { parseDeadlineRequest } from '#shared/domain/deadline/limit.ts';

export type Event = readonly ['pause' | 'resume' | 'supplementComplete', string];
export type Asked = {
  receivedAt: string;
  value: number;
  unit?: 'workingDay' | 'workingHour' | 'calendarDay' | 'month';
  sameDay?: boolean;
  policy?: Record<string, unknown>;
  events?: readonly Event[];
};

/** Asks as the command line does: plain JSON, shipped calendar, default hours. */
export function ask({ receivedAt, value, unit = 'workingDay', sameDay, policy, events }: Asked): DeadlineResult {
  return computeDueAt(
    parseDeadlineRequest({
      receivedAt,
      limit: { value, unit, ...(sameDay === undefined ? {} : { sameDay }) },
      ...(policy === undefined ? {} : { policy }),
      ...(events === undefined ? {} : { events: events.map(([kind, at]) => ({ kind, at })) }),
    }),
  );
}

/** Steps in short: `06-08 received`, `06-09 counted 1`, `06-13 off weekend`; cycles after the first are marked `#2`. */
export function told(result: DeadlineResult): string[] {
  return result.steps.map(({ date, role, start, n, reason, minutes, workSwap, cycle }) =>
    [
      date.slice(5),
      role,
      start !== undefined && start !== role ? start : undefined,
      n,
      reason,
      workSwap ? 'worked' : undefined,
      minutes === undefined ? undefined : `${minutes}m`,
      cycle > 1 ? `#${cycle}` : undefined,
    ]
      .filter((part) => part !== undefined)
      .join(' '),
  );
}
