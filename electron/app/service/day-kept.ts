/** What belongs to a day on this machine alone: money counted, and that somebody closed it. The last days are kept, older ones are on their slips. */
import * as z from 'zod';
import { DayClosed } from '#shared/contract/day-end.ts';
import type { Store, StoreReader } from '../../store/store.ts';

const settingName = 'day-end';
const daysKept = 40;

/** Slips printed of the day, in order: the bytes are with the blobs. */
const PrintedSlip = z.object({
  sha256: z.string(),
  templateVersion: z.string(),
  layout: z.string(),
  printedAt: z.string(),
  personId: z.string(),
});
export type PrintedSlip = z.infer<typeof PrintedSlip>;

const KeptDay = z.object({ counted: z.record(z.string(), z.int()), closed: DayClosed.nullable(), slips: z.array(PrintedSlip).default([]) });
type KeptDay = z.infer<typeof KeptDay>;
/** By date. */
const KeptDays = z.record(z.string(), KeptDay);

const blank: KeptDay = { counted: {}, closed: null, slips: [] };

function daysOf({ settings }: StoreReader): z.infer<typeof KeptDays> {
  return KeptDays.safeParse(settings.get(settingName)).data ?? {};
}

/** Money counted, in đồng, by person. */
export function countedOn(store: StoreReader, date: string): KeptDay['counted'] {
  return daysOf(store)[date]?.counted ?? {};
}

export function closedOn(store: StoreReader, date: string): DayClosed | null {
  return daysOf(store)[date]?.closed ?? null;
}

export function slipsOf(store: StoreReader, date: string): readonly PrintedSlip[] {
  return daysOf(store)[date]?.slips ?? [];
}

export function keepSlip(store: Store, date: string, slip: PrintedSlip): void {
  keep(store, date, (day) => ({ ...day, slips: [...day.slips, slip] }));
}

export function keepCounted(store: Store, date: string, personId: string, countedVnd: number): void {
  keep(store, date, (day) => ({ ...day, counted: { ...day.counted, [personId]: countedVnd } }));
}

export function keepClosed(store: Store, closed: DayClosed): void {
  keep(store, closed.date, (day) => ({ ...day, closed }));
}

function keep(store: Store, date: string, change: (day: KeptDay) => KeptDay): void {
  const days = daysOf(store);
  const kept = { ...days, [date]: change(days[date] ?? blank) };
  const dates = Object.keys(kept).sort().slice(-daysKept);
  const put = Object.fromEntries(dates.map((one) => [one, kept[one] ?? blank]));
  store.writeLocal(() => {
    store.settings.put(settingName, put);
  });
}
