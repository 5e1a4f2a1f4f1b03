import type { DeskState, PersonTile, SignedIn, Unit } from '#shared/contract/office.ts';
import { ScreenLanguage, Settings } from '#shared/contract/office.ts';
import { dateOf, fromInstant } from '#shared/domain/deadline/local-date-time.ts';
import { fail, Failure } from '#shared/errors.ts';
import { judgeSecond } from '../../backup/judge-second.ts';
import type { OpenDesk } from '../desk.ts';
import type { Desk } from '../desk.ts';
import { listMoment } from '../service/moment.ts';
import { os } from '../os.ts';
import { activePeople, findActivePerson, followPerson } from '../service/people.ts';
import { dutiesOf } from '../service/duties.ts';
import { initialsOf, permissionList, personOf, type Session, type SessionPerson } from '../session.ts';

const settingName = 'desk';
const lastPersonSetting = 'last-person';
const languageSetting = 'language';
const defaultSettings: Settings = {
  printer: null,
  slipPrinter: null,
  layout: 'a5',
  idleLockMinutes: 10,
  scannerGapMs: 35,
  autoSend: false,
  backupFolder: null,
};

/** Settings of this counter, the defaults where nobody has chosen. */
export function settingsOf({ store }: OpenDesk): Settings {
  return Settings.safeParse(store.settings.get(settingName)).data ?? defaultSettings;
}

const state = os.office.state.handler(({ context }) => stateOf(context.desk, context.session));

function stateOf(desk: Desk, session: Session): DeskState {
  if (!desk.isOpen()) tryAgain(desk);
  if (!desk.isOpen()) return lockedState(desk);
  const open = desk.open();
  const clock = desk.clock.look();
  const { now } = clock;
  followPerson(session, open.store);
  const language = languageOf(open);
  if (session.person !== null) return { phase: 'signed-in', unit: unitOf(open), person: signedIn(session.person), now, clock, ...language };
  const last = open.store.settings.get(lastPersonSetting);
  const lastPersonId = typeof last === 'string' ? last : null;
  return { phase: 'sign-in', unit: unitOf(open), people: tiles(open), now, clock, lastPersonId, ...language };
}

function languageOf({ store }: OpenDesk): { language?: ScreenLanguage } {
  const { data } = ScreenLanguage.safeParse(store.settings.get(languageSetting));
  return data === undefined ? {} : { language: data };
}

/** What passes by itself, a full disk or one that could only be read, may have passed when the page asks again. */
function tryAgain(desk: Desk): void {
  if (desk.trouble()?.isRepairable !== false) return;
  try {
    desk.openAgain();
  } catch (error) {
    if (!(error instanceof Failure)) throw error;
  }
}

function lockedState(desk: Desk): DeskState {
  const trouble = desk.trouble();
  if (trouble?.isRepairable === true) return { phase: 'triage', code: trouble.code, reference: trouble.reference };
  if (trouble !== undefined) return { phase: 'fault', code: trouble.code, params: trouble.params, reference: trouble.reference };
  const recovery = desk.isKeyMissing();
  const dataMissing = desk.isDataMissing() ? ({ dataMissing: true } as const) : {};
  return { phase: 'set-up', recovery, ...(recovery ? { keyFault: desk.keyFault() } : {}), ...dataMissing };
}

function unitOf({ store, office }: OpenDesk): Unit {
  const { agencyCode, counterNo } = store.identity;
  const { agencyName, placeName, upstreamName, training } = office().config;
  return { agencyCode, counterNo, agencyName, placeName, upstreamName, training };
}

/** Those who have a PIN on this counter; colleagues of other counters come here as acts only. */
function tiles({ store }: OpenDesk): PersonTile[] {
  const here = activePeople(store).filter(({ personId }) => store.credentials.find(personId) !== undefined);
  return here.map((person) => ({
    personId: person.personId,
    fullName: person.fullName,
    initials: initialsOf(person.fullName),
    roles: [...person.roles],
    title: person.title,
    draftCount: store.drafts.countOfOwner(person.personId),
  }));
}

function signedIn(person: SessionPerson): SignedIn {
  return { ...person, roles: [...person.roles], initials: initialsOf(person.fullName), permissions: permissionList(person) };
}

const setUp = os.office.setUp.handler(async ({ context, input }) => ({ recoveryCode: await context.desk.setUp(input) }));

const unlockWithRecoveryCode = os.office.unlockWithRecoveryCode.handler(async ({ context, input }) => {
  return { recoveryCode: await context.desk.recover(input.recoveryCode) };
});

const signIn = os.office.signIn.handler(async ({ context, input }) => {
  const { store, pins } = context.desk.open();
  const person = findActivePerson(store, input.personId);
  if (person === undefined) throw fail('wrong-pin', { attemptsLeft: 0 });
  await pins.check(person.personId, input.pin);
  store.writeLocal(() => {
    store.settings.put(lastPersonSetting, person.personId);
  });
  context.session.person = person;
  context.desk.clock.signedIn();
  return signedIn(person);
});

const signOut = os.office.signOut.handler(({ context }) => {
  context.session.person = null;
  context.status.changed();
  return {};
});

const settings = os.office.settings.handler(({ context }) => settingsOf(context.desk.open()));

const saveSettings = os.office.saveSettings.handler(async ({ context, input }) => {
  const { backupFolder } = input;
  // One that is only not there yet is kept: its disk may be plugged in later, and `backup.status` says so until then.
  if (backupFolder !== null && backupFolder !== settingsOf(context.desk.open()).backupFolder)
    await judgeSecond(backupFolder, context.desk.ports.dataDir);
  const { store } = context.desk.open();
  store.writeLocal(() => {
    store.settings.put(settingName, input);
  });
  return input;
});

const keepLanguage = os.office.keepLanguage.handler(({ context, input }) => {
  const { store } = context.desk.open();
  store.writeLocal(() => {
    store.settings.put(languageSetting, input.language);
  });
  return {};
});

const watch = os.office.watch.handler(async function* ({ context, signal }) {
  let seen = 0;
  const person = JSON.stringify(context.session.person);
  /** Also when the person is dismissed, or has become another by name or roles: the page then asks anew who is there. */
  const isOver = (): boolean => {
    if (signal?.aborted === true || !context.desk.isOpen()) return true;
    followPerson(context.session, context.desk.open().store);
    return context.session.person === null || JSON.stringify(context.session.person) !== person;
  };
  while (!isOver()) {
    seen = await context.status.next(seen, signal);
    if (isOver()) return;
    const { clock } = context.desk;
    const { store, office } = context.desk.open();
    const { now, question } = clock.look();
    const counts = store.dossiers.count({ ...listMoment(office(), now), text: '' });
    yield {
      unsentActs: store.acts.unsentCount(),
      needsDecision: counts.needsDecision,
      overdue: counts.overdue,
      dossiers: counts.all,
      enrolled: store.sync.enrolment() !== undefined,
      duties: dutiesOf(context.desk.open(), personOf(context.session), now),
      clock: { asks: question !== null, today: dateOf(fromInstant(now)), changes: clock.changes() },
    };
  }
});

export const officeHandlers = { state, setUp, unlockWithRecoveryCode, signIn, signOut, settings, saveSettings, keepLanguage, watch };
