import type { TFunction } from 'i18next';
import type { ProcessingTime } from '#shared/domain/deadline/limit.ts';

/** "5 ngày làm việc", "Trong ngày", "Trong ngày, thêm 2 ngày làm việc". */
export function limitText({ value, unit, sameDay }: ProcessingTime, extraWorkingDays: number | null, t: TFunction): string {
  const ordinary = sameDay ? t('reception.limit.sameDay') : t(`reception.limit.${unit}`, { count: value });
  return extraWorkingDays === null ? ordinary : t('reception.limit.extra', { ordinary, count: extraWorkingDays });
}
