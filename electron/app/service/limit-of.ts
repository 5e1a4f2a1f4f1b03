import type { Procedure } from '#shared/domain/catalogue/procedure.ts';
import type { ProcessingTime } from '#shared/domain/deadline/limit.ts';

/**
 * The limit a dossier is counted by: the procedure's own, a variant's own, or the procedure's with the variant's extra working days on top.
 * A same-day case that needs longer is due after the extra days alone (NĐ 23/2015 Đ21: at most two working days more).
 */
export function limitOf(procedure: Procedure, variant: number | null): ProcessingTime {
  const ordinary = procedure.processingTime;
  const chosen = variant === null ? undefined : procedure.variants[variant];
  if (chosen === undefined) return ordinary;
  if (chosen.processingTime !== null) return chosen.processingTime;
  if (chosen.extraWorkingDays === null) return ordinary;
  return { value: (ordinary.sameDay ? 0 : ordinary.value) + chosen.extraWorkingDays, unit: 'workingDay', sameDay: false };
}
