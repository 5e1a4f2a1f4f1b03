/** The demo commune: thị trấn Lạc Tánh with invented people, and a quarter's register moved in time so that its last reception was yesterday. */
import { readFileSync } from 'node:fs';
import { addDays, type CivilDate, daysBetween, parseCivilDate } from '#shared/domain/deadline/civil-date.ts';
import { dateOf, fromInstant, type LocalDateTime } from '#shared/domain/deadline/local-date-time.ts';
import { formatDossierCode, parseDossierCode } from '#shared/domain/dossier/code.ts';
import type { RegisterRow } from '#shared/domain/register/row.ts';
import type { Role } from '#shared/contract/permissions.ts';
import type { Desk } from '../desk.ts';
import { readRegister, type ReadRegister } from '../../register/read-register.ts';
import { runImport } from '../service/import.ts';
import { type CounterPlan, newOfficeConfig } from '../service/set-up.ts';
import demo from './demo.json' with { type: 'json' };

/** Everybody's PIN in the demo, and in no other office: it is only set here. */
export const demoPin: string = demo.pin;

export function demoPlan({ agencyCode = '000.05.24.H11', counterNo = 2 }: { agencyCode?: string; counterNo?: number } = {}): CounterPlan {
  return {
    agencyCode,
    counterNo,
    people: demo.people.map(({ fullName, roles, title }) => ({ fullName, roles: roles as Role[], title, pin: demoPin })),
    config: newOfficeConfig({ agencyName: demo.agencyName, placeName: demo.placeName }),
    actorId: 'setup',
  };
}

/** Sets up the demo counter in an empty data folder and fills its register. Answers the recovery code. */
export async function setUpDemo(
  desk: Desk,
  plan: CounterPlan = demoPlan(),
  registerFile = new URL('./register.csv', import.meta.url),
): Promise<string> {
  const recoveryCode = await desk.setUpWith(plan);
  const { store, office } = desk.open();
  const now = desk.ports.clock.now();
  const register = movedToEnd(await readRegister(readFileSync(registerFile)), addDays(dateOf(fromInstant(now)), -1));
  const author = { actorId: plan.actorId, recordedAt: now };
  for await (const { done } of runImport(store, office(), author, register)) desk.ports.log('demo-register', { done });
  return recoveryCode;
}

/** The register with every time moved by the same number of days, so that the last reception falls on `lastDay`. */
function movedToEnd(register: ReadRegister, lastDay: CivilDate): ReadRegister {
  const last = register.good.map(({ row }) => dateOf(row.receivedAt)).reduce((a, b) => (a > b ? a : b), parseCivilDate('1970-01-01'));
  const days = daysBetween(last, lastDay);
  return { ...register, good: register.good.map(({ number, row }) => ({ number, row: moved(row, days) })) };
}

function moved(row: RegisterRow, days: number): RegisterRow {
  const at = <T extends LocalDateTime | null>(time: T): T =>
    time === null ? time : (`${addDays(dateOf(time), days)}${time.slice(10)}` as T);
  const code = parseDossierCode(row.dossierCode);
  const dossierCode =
    code === undefined ? row.dossierCode : formatDossierCode(code.agencyCode, addDays(parseCivilDate(code.receivedOn), days), code.number);
  return {
    ...row,
    dossierCode,
    receivedAt: at(row.receivedAt),
    dueAt: at(row.dueAt),
    resolvedAt: at(row.resolvedAt),
    returnedAt: at(row.returnedAt),
  };
}
