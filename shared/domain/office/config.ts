/** How one office works: its names on paper, its hours and its choices where the law leaves one. Kept as an act, whole, each time it changes. */
import * as z from 'zod';
import { DeadlinePolicy, defaultPolicy } from '../deadline/limit.ts';
import { defaultOfficeHours, OfficeHours } from '../deadline/office-hours.ts';

export const OfficeConfig = z.object({
  /** "UBND thị trấn Lạc Tánh" */
  agencyName: z.string().min(1),
  /** Name of the one-stop unit where it differs from the form set's; null takes the form set's. */
  unitName: z.string().nullable(),
  /** "Lạc Tánh" of "Lạc Tánh, ngày 24 tháng 4 năm 2025". */
  placeName: z.string().min(1),
  /** What the people here call the server's office: "huyện", "tỉnh". */
  upstreamName: z.string(),
  /** Papers carry the mark "TẬP LÀM" and count for nothing. */
  training: z.boolean(),
  policy: DeadlinePolicy,
  officeHours: OfficeHours,
  /** The office keeps one paper register: our slips leave volume and number blank. */
  paperBook: z.boolean(),
  /** Sentences of the office's own under the receipt slip's notes: hotline, look-up address. */
  footerNotes: z.array(z.string()).max(6),
});
export type OfficeConfig = z.infer<typeof OfficeConfig>;

/** A new office: the law's defaults. */
export function defaultOfficeConfig(names: Pick<OfficeConfig, 'agencyName' | 'placeName' | 'upstreamName'>): OfficeConfig {
  return {
    ...names,
    unitName: null,
    training: false,
    policy: defaultPolicy,
    officeHours: defaultOfficeHours,
    paperBook: false,
    footerNotes: [],
  };
}
