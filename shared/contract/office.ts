/** Calls around the desk itself: set-up, people, signing in, settings, the header's state. */
import { eventIterator } from '@orpc/contract';
import * as z from 'zod';
import { AgencyCode } from '../domain/dossier/code.ts';
import { personText } from '../domain/text/door.ts';
import { call } from './base.ts';
import { ClockState } from './clock.ts';
import { PaperLayout } from './paper.ts';
import { Permission, Role } from './permissions.ts';
import { Instant } from './values.ts';

/** Four to twelve digits; people choose it, it belongs to one counter and never leaves it. */
export const Pin = z.string().regex(/^\d{4,12}$/u);

export const PersonTile = z.object({
  personId: z.string(),
  fullName: z.string(),
  initials: z.string(),
  roles: z.array(Role),
  title: z.string().nullable(),
  draftCount: z.int(),
});
export type PersonTile = z.infer<typeof PersonTile>;

export const SignedIn = z.object({
  personId: z.string(),
  fullName: z.string(),
  initials: z.string(),
  roles: z.array(Role),
  title: z.string().nullable(),
  permissions: z.array(Permission),
});
export type SignedIn = z.infer<typeof SignedIn>;

export const Unit = z.object({
  agencyCode: z.string(),
  counterNo: z.int(),
  /** "UBND thị trấn Lạc Tánh" */
  agencyName: z.string(),
  /** "Lạc Tánh", of the date line */
  placeName: z.string(),
  upstreamName: z.string(),
  training: z.boolean(),
});
export type Unit = z.infer<typeof Unit>;

/**
 * Why the key at hand opens nothing: `missing` nobody kept one for this user and folder; `not-readable` the key store refuses it (another user's, a lost profile);
 * `store-missing`, `store-too-weak` there is no key store worth the name; `file-too-open` others may read the key file; `file-damaged`; `wrong` it opens another store.
 */
export const KeyFault = z.enum(['missing', 'not-readable', 'store-missing', 'store-too-weak', 'file-too-open', 'file-damaged', 'wrong']);
export type KeyFault = z.infer<typeof KeyFault>;

/** Of the screens; what is printed is Vietnamese. */
export const ScreenLanguage = z.enum(['vi', 'en']);
export type ScreenLanguage = z.infer<typeof ScreenLanguage>;

/** `language`: chosen on this machine; absent where nobody has. */
export const DeskState = z.discriminatedUnion('phase', [
  /** `recovery`: a store is here that no key at hand opens; `keyFault` says why. `dataMissing`: there is a key for a counter whose data are not here. */
  z.object({ phase: z.literal('set-up'), recovery: z.boolean(), keyFault: KeyFault.optional(), dataMissing: z.literal(true).optional() }),
  z.object({ phase: z.literal('fault'), code: z.string(), params: z.record(z.string(), z.unknown()), reference: z.string() }),
  /** The counter does not open and can be repaired: `triage.report` says how. */
  z.object({ phase: z.literal('triage'), code: z.string(), reference: z.string() }),
  z.object({
    phase: z.literal('sign-in'),
    unit: Unit,
    people: z.array(PersonTile),
    now: Instant,
    /** A question here is told; it is answered after signing in. */
    clock: ClockState,
    lastPersonId: z.guid().nullable(),
    language: ScreenLanguage.optional(),
  }),
  z.object({
    phase: z.literal('signed-in'),
    unit: Unit,
    person: SignedIn,
    now: Instant,
    clock: ClockState,
    language: ScreenLanguage.optional(),
  }),
]);
export type DeskState = z.infer<typeof DeskState>;

export const NewPerson = z.object({
  fullName: personText(100).min(1),
  roles: z.array(Role).min(1),
  title: personText(100).nullable(),
  pin: Pin,
});
export type NewPerson = z.infer<typeof NewPerson>;

export const SetUpInput = z.object({
  agencyCode: AgencyCode,
  counterNo: z.int().min(1).max(9),
  agencyName: personText(200).min(1),
  placeName: personText(100).min(1),
  people: z.array(NewPerson).min(1).max(30),
  /** This machine takes the place of another under the same counter number. */
  replaces: z.boolean().default(false),
});
export type SetUpInput = z.infer<typeof SetUpInput>;

export const Settings = z.object({
  printer: z.string().nullable(),
  /** Of the day slip on an 80 mm roll; null: it comes out of `printer`. */
  slipPrinter: z.string().max(200).nullable().default(null),
  layout: PaperLayout,
  idleLockMinutes: z.int().min(1).max(240),
  scannerGapMs: z.int().min(5).max(200),
  /** Sends by itself when the server is there; settings kept before there was a choice have it off. */
  autoSend: z.boolean().default(false),
  /** A folder on another disk that gets every backup too; null: none. */
  backupFolder: z.string().max(400).nullable().default(null),
});
export type Settings = z.infer<typeof Settings>;

/** What somebody at this desk is reminded of until it is done; only what the person signed in may do. `lastCode`: `backup.tellLastCode`; `recoveryCode`: it was used and opens nothing safely until it is replaced. */
export const Duty = z.enum(['lastCode', 'recoveryCode', 'papers']);
export type Duty = z.infer<typeof Duty>;

export const HeaderStatus = z.object({
  unsentActs: z.int(),
  needsDecision: z.int(),
  overdue: z.int(),
  dossiers: z.int(),
  /** The counter knows a server to send to. */
  enrolled: z.boolean(),
  duties: z.array(Duty),
  /** `asks`: `clock.state` has a question. `today` is the office's date; `changes` rises when the page's own time is no longer right. */
  clock: z.object({ asks: z.boolean(), today: z.string(), changes: z.int() }),
});
export type HeaderStatus = z.infer<typeof HeaderStatus>;

export const office = {
  state: call('anyone').output(DeskState),
  setUp: call('anyone')
    .input(SetUpInput)
    .output(z.object({ recoveryCode: z.string() })),
  unlockWithRecoveryCode: call('anyone')
    .input(z.object({ recoveryCode: z.string().max(200) }))
    /** The code that takes the used one's place, once it is confirmed. */
    .output(z.object({ recoveryCode: z.string() })),
  signIn: call('anyone')
    .input(z.object({ personId: z.guid(), pin: z.string().max(64) }))
    .output(SignedIn),
  signOut: call('signedIn').output(z.object({})),
  settings: call('signedIn').output(Settings),
  saveSettings: call('settings.write').input(Settings).output(Settings),
  /** For everybody at this machine, also after the next start. */
  keepLanguage: call('signedIn')
    .input(z.object({ language: ScreenLanguage }))
    .output(z.object({})),
  /** State, not a log: the latest value, again whenever it changed, at most ten a second. */
  watch: call('dossier.read').output(eventIterator(HeaderStatus)),
};
