import * as z from 'zod';
import { Instant, JsonObject } from '../act.ts';

// Payload schemas say what a reader may rely on. They strip keys they do not know (a newer minor writer may add some) and
// hold no length limits: the door has those, and an act once written must stay readable.

export const Applicant = z.object({
  kind: z.enum(['person', 'organisation']),
  fullName: z.string(),
  personalId: z.string().nullable(),
  taxCode: z.string().nullable(),
  /** Some old papers give the year only. */
  dateOfBirth: z
    .string()
    .regex(/^\d{4}(?:-\d{2}-\d{2})?$/)
    .nullable(),
  sex: z.enum(['male', 'female']).nullable(),
  address: z.string().nullable(),
  phone: z.string().nullable(),
  email: z.string().nullable(),
});
export type Applicant = z.infer<typeof Applicant>;

export const Submitter = z.object({
  fullName: z.string(),
  personalId: z.string().nullable(),
  phone: z.string().nullable(),
  relation: z.enum(['authorised', 'legalRepresentative', 'postEmployee']),
  /** The authorisation paper, as its holder names it. */
  authorisation: z.string().nullable(),
});
export type Submitter = z.infer<typeof Submitter>;

export const Channel = z.enum(['inPerson', 'online', 'postal']);
export type Channel = z.infer<typeof Channel>;

export const SubmittedDocument = z.object({
  name: z.string(),
  form: z.enum(['original', 'copy', 'certifiedCopy', 'photocopy']),
  copies: z.int().min(0),
  pages: z.int().min(0).nullable(),
  presentOnly: z.boolean(),
  /** Why a paper outside the procedure's list was taken (NĐ 61/2018 Đ5 k1). */
  extraReason: z.string().nullable(),
});
export type SubmittedDocument = z.infer<typeof SubmittedDocument>;

export const Fee = z.object({
  amountVnd: z.int().min(0),
  state: z.enum(['none', 'paid', 'unpaid', 'exempt']),
  exemptionReason: z.string().nullable(),
  /** Number of the tax receipt (biên lai), which is not ours. */
  fiscalReceipt: z.string().nullable(),
  note: z.string().nullable(),
});
export type Fee = z.infer<typeof Fee>;

export const ResultDelivery = z.object({
  mode: z.enum(['counter', 'postal', 'electronic']),
  address: z.string().nullable(),
});
export type ResultDelivery = z.infer<typeof ResultDelivery>;

export const Limit = z.object({
  value: z.int().min(0),
  unit: z.enum(['workingDay', 'workingHour', 'calendarDay', 'month']),
  sameDay: z.boolean(),
});
export type Limit = z.infer<typeof Limit>;

/** A date given to a citizen, with how it was counted. The fold copies it and never counts again. */
export const Due = z.object({
  dueAt: Instant,
  /** Steps of the deadline engine, as that engine wrote them. */
  steps: z.array(JsonObject),
  calendarVersion: z.string(),
  calendarStatus: z.enum(['verified', 'memory', 'provisional', 'computed']),
  /** The site's choices it was counted with; `cutoffTime` is `HH:mm`. */
  policy: z.object({ cutoffTime: z.string(), cutoffShiftsStart: z.boolean(), hourCarry: z.boolean() }),
  /** Given when the unit head set the date against the count. */
  ownReason: z.string().nullable(),
});
export type Due = z.infer<typeof Due>;

export const FormSet = z.enum(['TT01_2018', 'TT03_2025']);
export type FormSet = z.infer<typeof FormSet>;

export const Result = z.enum(['granted', 'refused']);
export type Result = z.infer<typeof Result>;
