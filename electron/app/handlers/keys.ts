import { fail } from '#shared/errors.ts';
import { readEscrowKey } from '../../keys/escrow.ts';
import type { OpenDesk } from '../desk.ts';
import { os } from '../os.ts';
import { activePeople, findActivePerson } from '../service/people.ts';
import { refuseOthersThanAdministrators } from '../service/person-rules.ts';
import { printRecoverySheet } from '../service/recovery-sheet.ts';
import { personOf } from '../session.ts';
import { settingsOf } from './office.ts';

const status = os.keys.status.handler(({ context }) => context.desk.open().recovery.status());

const newCode = os.keys.newCode.handler(({ context }) => {
  const recoveryCode = context.desk.open().recovery.propose();
  context.desk.ports.log('recovery-code-made');
  return { recoveryCode };
});

const printCode = os.keys.printCode.handler(({ context, input }) => {
  const open = context.desk.open();
  const code = open.recovery.onScreen(input.recoveryCode);
  const printer = input.printer ?? settingsOf(open).printer;
  const { clock, paper, queue, log } = context.desk.ports;
  return printRecoverySheet({ store: open.store, office: open.office(), now: clock.now(), printer }, { paper, queue, log }, code);
});

const confirmCode = os.keys.confirmCode.handler(({ context, input }) => {
  context.desk.open().recovery.confirm(input.recoveryCode, input.groups);
  context.desk.ports.log('recovery-code-confirmed');
  context.status.changed();
  return {};
});

const escrow = os.keys.escrow.handler(({ context }) => context.desk.open().escrow.status());

const readKey = os.keys.readEscrowKey.handler(({ input }) => ({ ...readEscrowKey(input.text) }));

const setEscrow = os.keys.setEscrow.handler(async ({ context, input }) => {
  const told = await context.desk.open().escrow.seal(input.recipient, input.replaces);
  context.desk.ports.log('escrow-set', { fingerprint: told.sealedFor?.fingerprint ?? null });
  return told;
});

const people = os.keys.people.handler(({ context }) => {
  const { store } = context.desk.open();
  return activePeople(store).flatMap(({ personId, fullName }) => {
    const credential = store.credentials.find(personId);
    return credential === undefined ? [] : [{ personId, fullName, locked: credential.lockedAt !== null }];
  });
});

const setPin = os.keys.setPin.handler(async ({ context, input }) => {
  const { store } = context.desk.open();
  const author = personOf(context.session).personId;
  // Whoever sets a PIN can come in with it: an administrator's is for administrators.
  const isAdministrators = findActivePerson(store, input.personId)?.roles.includes('administrator') === true;
  if (isAdministrators) refuseOthersThanAdministrators(store, author);
  await newPin(context.desk.open(), input.personId, input.pin);
  context.desk.ports.log('pin-set', { personId: input.personId });
  return {};
});

const setPinWithCode = os.keys.setPinWithCode.handler(async ({ context, input }) => {
  const open = context.desk.open();
  open.recovery.mustOpen(input.recoveryCode);
  await newPin(open, input.personId, input.pin);
  context.desk.ports.log('pin-set-with-code', { personId: input.personId });
  const recoveryCode = open.recovery.replaceUsed();
  context.status.changed();
  return { recoveryCode };
});

async function newPin({ store, pins }: OpenDesk, personId: string, pin: string): Promise<void> {
  if (findActivePerson(store, personId) === undefined) throw fail('person-unknown', {});
  await pins.set(personId, pin);
}

export const keysHandlers = {
  status,
  newCode,
  printCode,
  confirmCode,
  escrow,
  readEscrowKey: readKey,
  setEscrow,
  people,
  setPin,
  setPinWithCode,
};
