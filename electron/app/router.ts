import { correctionHandlers } from './handlers/correction.ts';
import { backupHandlers } from './handlers/backup.ts';
import { clockHandlers } from './handlers/clock.ts';
import { dayEndHandlers } from './handlers/day-end.ts';
import { decisionHandlers } from './handlers/decision.ts';
import { keysHandlers } from './handlers/keys.ts';
import { numbersHandlers } from './handlers/numbers.ts';
import { officeHandlers } from './handlers/office.ts';
import { draftHandlers } from './handlers/draft.ts';
import { dossierHandlers } from './handlers/dossier.ts';
import { outageHandlers } from './handlers/outage.ts';
import { paperHandlers } from './handlers/paper.ts';
import { personHandlers } from './handlers/person.ts';
import { receptionHandlers } from './handlers/reception.ts';
import { registerHandlers } from './handlers/register.ts';
import { registerBookHandlers } from './handlers/register-book.ts';
import { syncHandlers } from './handlers/sync.ts';
import { archiveHandlers } from './handlers/archive.ts';
import { triageHandlers } from './handlers/triage.ts';
import { packsHandlers } from './handlers/packs.ts';
import { usbHandlers } from './handlers/usb.ts';
import { os } from './os.ts';

/** Every call of the contract; `tsc` misses the one that has no handler. */
export const router = os.router({
  office: officeHandlers,
  clock: clockHandlers,
  keys: keysHandlers,
  reception: receptionHandlers,
  draft: draftHandlers,
  dossier: dossierHandlers,
  paper: paperHandlers,
  person: personHandlers,
  register: registerHandlers,
  registerBook: registerBookHandlers,
  numbers: numbersHandlers,
  sync: syncHandlers,
  usb: usbHandlers,
  archive: archiveHandlers,
  packs: packsHandlers,
  dayEnd: dayEndHandlers,
  decision: decisionHandlers,
  outage: outageHandlers,
  correction: correctionHandlers,
  backup: backupHandlers,
  triage: triageHandlers,
});
