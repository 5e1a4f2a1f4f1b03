/** The dashed rule that heads one count of the date: "Lượt tính hạn 2 · 7 ngày làm việc từ 17/04". */
import { useTranslation } from 'react-i18next';
import type { DossierDetail } from '#shared/contract/dossier.ts';
import type { Limit } from '#shared/journal/payloads/parts.ts';
import { officeTime } from '../../../ui/format.ts';
import { dayInYear } from '../dates.ts';

export function CycleRule({
  detail: { state, today },
  cycle,
  current,
}: {
  readonly detail: DossierDetail;
  readonly cycle: number;
  readonly current: boolean;
}) {
  const { t } = useTranslation();
  const count = state.clockCycles[cycle - 1];
  if (count === undefined) return null;
  const from = dayInYear(officeTime(count.startedAt), today);
  const words =
    count.endedAt !== null
      ? t(`timeline.cycle.ended_${count.why ?? 'other'}`, { cycle, date: dayInYear(officeTime(count.endedAt), today) })
      : state.limit === null
        ? t('timeline.cycle.from', { cycle, from })
        : t('timeline.cycle.counted', { cycle, from, limit: limitText(state.limit, t) });
  return (
    <h3 className="mc-cycle" data-current={current || undefined}>
      {words}
    </h3>
  );
}

function limitText({ value, unit, sameDay }: Limit, t: ReturnType<typeof useTranslation>['t']): string {
  return sameDay ? t('timeline.limit.sameDay') : t(`timeline.limit.${unit}`, { count: value });
}
