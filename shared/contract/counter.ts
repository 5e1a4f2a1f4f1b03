/** Everything a window of the counter can ask of the app worker. The only contract of this pipe, declared once. */
import { archive } from './archive.ts';
import { clock } from './clock.ts';
import { correction } from './correction.ts';
import { dayEnd } from './day-end.ts';
import { decision } from './decision.ts';
import { dossier } from './dossier.ts';
import { keys } from './keys.ts';
import { numbers } from './numbers.ts';
import { office } from './office.ts';
import { outage } from './outage.ts';
import { packs } from './packs.ts';
import { paper } from './paper.ts';
import { person } from './person.ts';
import { draft, reception } from './reception.ts';
import { register } from './register.ts';
import { registerBook } from './register-book.ts';
import { sync } from './sync.ts';
import { backup, triage } from './triage.ts';
import { usb } from './usb.ts';

export const counter = {
  office,
  clock,
  keys,
  reception,
  draft,
  dossier,
  paper,
  person,
  register,
  registerBook,
  numbers,
  sync,
  usb,
  archive,
  packs,
  dayEnd,
  decision,
  correction,
  outage,
  backup,
  triage,
};
