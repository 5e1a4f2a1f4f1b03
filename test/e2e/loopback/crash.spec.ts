/** Nothing is lost when the page reloads, the app worker dies, or the whole app is killed. */
import { beginDossier, fillDossier, phone, procedure } from '../harness/accepting.ts';
import { found, slipsOf } from '../harness/accepted.ts';
import { myLe } from '../harness/cards.ts';
import { deskOn } from '../harness/desk.ts';
import { expect, test } from '../harness/fixtures.ts';
import { holdAnswer } from '../harness/held-line.ts';
import { receptionist } from '../harness/people.ts';
import { startShell } from '../harness/shell.ts';
import { press, typed } from '../harness/typing.ts';

const half = 'Mang Thi Nửa Chừng';

test('a draft survives a reload to the last field left', async ({ desk }) => {
  await beginDossier(desk);
  await desk.reception.pick(procedure.part, procedure.name);
  await typed(desk.page, half);
  await press(desk.page, 'Enter');
  await expect(desk.page.getByText(/Nháp đã lưu \d\d:\d\d/u)).toBeVisible();
  await desk.page.reload();
  await desk.signIn.as(receptionist);
  await desk.reception.drafts.filter({ hasText: half }).click();
  await expect(desk.reception.field('procedure')).toHaveValue(procedure.name);
  await expect(desk.reception.field('fullName')).toHaveValue(half);
});

test('the worker dies while somebody types: the page says so, and the draft is there', async ({ desk, shell }) => {
  await beginDossier(desk);
  await desk.reception.pick(procedure.part, procedure.name);
  await typed(desk.page, half);
  await press(desk.page, 'Enter');
  await expect(desk.page.getByText(/Nháp đã lưu \d\d:\d\d/u)).toBeVisible();
  await typed(desk.page, '1503');
  await shell.killWorker();
  await desk.signIn.as(receptionist);
  await desk.reception.drafts.filter({ hasText: half }).click();
  await expect(desk.reception.field('fullName')).toHaveValue(half);
});

test('kill -9 of the whole app: the next start has the draft and the accepted dossier', async ({ desk, shell, counter, openDesk }) => {
  await beginDossier(desk);
  await fillDossier(desk);
  await press(desk.page, 'F9');
  await expect(desk.page.getByText(/Hồ sơ đã lưu, mã/u)).toBeVisible();
  await press(desk.page, 'Enter');
  await desk.reception.pick(procedure.part, procedure.name);
  await typed(desk.page, half);
  await press(desk.page, 'Enter');
  await expect(desk.page.getByText(/Nháp đã lưu \d\d:\d\d/u)).toBeVisible();
  await typed(desk.page, '1503');
  await shell.kill();

  const next = await startShell(counter, undefined);
  const again = await openDesk(next);
  await again.signIn.as(receptionist);
  await again.reception.drafts.filter({ hasText: half }).click();
  await expect(again.reception.field('fullName')).toHaveValue(half);
  await again.list.find(phone);
  await expect(again.list.lines).toHaveCount(1);
  await expect(again.list.lines).toContainText(myLe.fullName);
  await next.stop();
});

test('the worker dies between F9 and its answer: the command is repeated, and there is one dossier with one receipt', async ({
  shell,
  counter,
  chromium,
  watch,
}) => {
  const context = await chromium!.newContext();
  watch.follow(context);
  const held = await holdAnswer(context, '/reception/accept');
  const desk = deskOn(await context.newPage());
  await desk.page.goto(shell.openUrl);
  await beginDossier(desk);
  await fillDossier(desk);
  await press(desk.page, 'F9');
  await held.answered;
  await shell.killWorker();
  await desk.signIn.as(receptionist);
  await expect(desk.page.getByText(/Hồ sơ đã lưu, mã/u)).toBeVisible();
  const dossiers = found(counter, phone);
  expect(dossiers).toHaveLength(1);
  expect(slipsOf(counter, dossiers[0]?.dossierCode ?? '')).toHaveLength(1);
  await context.close();
});
