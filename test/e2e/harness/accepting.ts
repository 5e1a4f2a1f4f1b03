/** Steps that several stories begin with. */
import { expect } from '@playwright/test';
import { cardOfMyLe, myLe } from './cards.ts';
import type { Desk } from './desk.ts';
import { receptionist } from './people.ts';
import { scan } from './scanner.ts';
import { press, typed } from './typing.ts';

export const procedure = { part: 'lai khai sinh', name: 'Thủ tục đăng ký lại khai sinh', code: '1.004884' };
export const phone = '0912000345';

/** Signs in and opens a new dossier. */
export async function beginDossier(desk: Desk, person = receptionist): Promise<void> {
  await desk.signIn.as(person);
  await press(desk.page, 'F2');
  await expect(desk.reception.field('procedure')).toBeFocused();
}

/** Everything F9 asks for: procedure, card, phone, papers. The focus stays on the phone. */
export async function fillDossier(desk: Desk): Promise<void> {
  await desk.reception.pick(procedure.part, procedure.name);
  await scan(desk.page, cardOfMyLe);
  await expect(desk.reception.field('fullName')).toHaveValue(myLe.fullName);
  await expect(desk.reception.field('phone')).toBeFocused();
  await typed(desk.page, phone);
  await press(desk.page, 'Control+d');
}
