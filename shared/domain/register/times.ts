/** The four times of a register row and what they must hold among themselves. */
import { dateOf } from '../deadline/local-date-time.ts';
import { cellText } from './cells.ts';
import type { HeaderMapping } from './headers.ts';
import { endTime, localTime, type Moment, readMoment } from './moment.ts';
import type { RegisterCell, RegisterRow, RowRejection, RowWarning } from './row.ts';

type Times = Pick<RegisterRow, 'receivedAt' | 'dueAt' | 'resolvedAt' | 'returnedAt'>;
type TimeField = keyof Times;
type Rejection = { readonly reason: RowRejection; readonly params: Readonly<Record<string, string>> };
type Moments = Readonly<Record<TimeField, Moment | null>>;

const fields = ['receivedAt', 'dueAt', 'resolvedAt', 'returnedAt'] as const satisfies readonly TimeField[];

/**
 * Times of a row. Where only dates are written, the order of a day is taken for right. A register without a column for the end of
 * processing (Mẫu 06) counts it as the return; a row without a due time is read with a warning.
 */
export function readTimes(cells: readonly RegisterCell[], mapping: HeaderMapping, warnings: Set<RowWarning>): Times | Rejection {
  const moments = readMoments(cells, mapping);
  if ('reason' in moments) return moments;
  if (moments.receivedAt === null) return { reason: 'missing-received-date', params: {} };
  const receivedAt = localTime(moments.receivedAt, null);
  const ended = mapping.resolvedAt === undefined && moments.returnedAt !== null ? moments.returnedAt : moments.resolvedAt;
  const resolvedAt = ended === null ? null : localTime(ended, receivedAt);
  const returnedAt = moments.returnedAt === null ? null : localTime(moments.returnedAt, resolvedAt);
  const times: Times = { receivedAt, dueAt: moments.dueAt === null ? null : endTime(moments.dueAt), resolvedAt, returnedAt };
  const fault = faultOf(times);
  if (fault !== undefined) return { reason: fault, params: written(times) };
  if (times.dueAt === null) warnings.add('due-missing');
  if (ended !== moments.resolvedAt) warnings.add('resolved-assumed');
  if (!isInOrder(times)) warnings.add('times-out-of-order');
  return times;
}

/** Only dates reject a row. Minutes are written by hand, often the closing hour: out of order inside one day, they are a warning. */
function faultOf({ receivedAt, dueAt, resolvedAt, returnedAt }: Times): RowRejection | undefined {
  if (dueAt !== null && dateOf(receivedAt) > dateOf(dueAt)) return 'received-after-due';
  if (resolvedAt !== null && dateOf(resolvedAt) < dateOf(receivedAt)) return 'resolved-before-received';
  if (returnedAt === null) return undefined;
  if (resolvedAt === null) return 'returned-without-resolved';
  return dateOf(returnedAt) < dateOf(resolvedAt) ? 'returned-before-resolved' : undefined;
}

function isInOrder({ receivedAt, resolvedAt, returnedAt }: Times): boolean {
  return (resolvedAt === null || receivedAt <= resolvedAt) && (resolvedAt === null || returnedAt === null || resolvedAt <= returnedAt);
}

function readMoments(cells: readonly RegisterCell[], mapping: HeaderMapping): Moments | Rejection {
  const moments: Record<TimeField, Moment | null> = { receivedAt: null, dueAt: null, resolvedAt: null, returnedAt: null };
  for (const field of fields) {
    const column = mapping[field];
    const cell = column === undefined ? null : cells[column];
    const text = cellText(cell);
    if (text === '') continue;
    const moment = readMoment(typeof cell === 'number' ? cell : text);
    if (moment === undefined) return { reason: 'bad-date', params: { field, value: text.slice(0, 40) } };
    moments[field] = moment;
  }
  return moments;
}

function written(times: Times): Readonly<Record<string, string>> {
  const params: Record<string, string> = {};
  for (const field of fields) {
    const at = times[field];
    if (at !== null) params[field] = at;
  }
  return params;
}
