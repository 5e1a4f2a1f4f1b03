import * as z from 'zod';
import { Instant, JsonObject, Sha256Hex, Uuid } from '../act.ts';

// Acts of an office and its store, not of a dossier.

/** `journal.opened`: first act of every journal. The three `previous`/`last` keys are null only for a store set up new. */
export const JournalOpened = z.object({
  previousJournalId: Uuid.nullable(),
  lastSeq: z.int().min(1).nullable(),
  lastHash: Sha256Hex.nullable(),
  reason: z.enum(['setUp', 'restore', 'clone', 'replacement']),
  counterNo: z.int().min(1),
});

export const Role = z.enum(['receptionist', 'specialist', 'approver', 'unitHead', 'administrator']);
export type Role = z.infer<typeof Role>;
/** `person.added` and `person.changed`: the person as they now are. */
export const Person = z.object({ personId: z.string(), fullName: z.string(), roles: z.array(Role), title: z.string().nullable() });
export const PersonDismissed = z.object({ personId: z.string(), reason: z.string() });

/** `clock.confirmed`: `trueAt` − `shownAt`, in seconds. */
export const ClockConfirmed = z.object({ shownAt: Instant, trueAt: Instant, differenceSeconds: z.int() });
/** `series.spoiled`: an unused number explained (gap ledger). */
export const SeriesSpoiled = z.object({ series: z.string(), number: z.int().min(0), reason: z.string() });
/** `agency.configured`: unit names, letterhead, policy, office hours; the whole configuration as it now is. */
export const AgencyConfigured = z.object({ config: JsonObject });
