/** The main job by keyboard alone, onto real paper: accept, hand over, find again, print again. */
import { pdfPages, pdfPageSizes, pdfPicture, pdfWords } from '../../helpers/pdf.ts';
import { likeness } from '../../helpers/pixels.ts';
import { beginDossier, phone, procedure } from '../harness/accepting.ts';
import { cardOfMyLe, myLe } from '../harness/cards.ts';
import { expect, test } from '../harness/fixtures.ts';
import { receptionist } from '../harness/people.ts';
import { scan } from '../harness/scanner.ts';
import { press, typed } from '../harness/typing.ts';

test.use({
  printer: async ({ cups }, use) => {
    await use(cups.printer);
  },
});

test('a dossier is accepted, printed, found again and printed again, without the mouse', async ({ desk, cups, printed }) => {
  const { page, reception, list, dossier } = desk;
  let code = '';

  await test.step('sign in, F2, procedure by part of its name', async () => {
    await beginDossier(desk);
    await reception.pick(procedure.part, procedure.name);
    await expect(reception.field('fullName')).toBeFocused();
  });

  await test.step('the card fills the applicant; the phone is asked next', async () => {
    await scan(page, cardOfMyLe);
    await expect(reception.field('fullName')).toHaveValue(myLe.fullName);
    await expect(reception.field('personalId')).toHaveValue('060 178 004 512');
    await expect(reception.field('dateOfBirth')).toHaveValue(myLe.dateOfBirth);
    await expect(reception.field('address')).toHaveValue(myLe.address);
    await expect(page.getByText('Đã quét thẻ căn cước')).toBeVisible();
    await expect(reception.field('phone')).toBeFocused();
    await typed(page, phone);
  });

  await test.step('Space ticks one paper, Ctrl+D the rest; the paper shows what is typed', async () => {
    await reception.ticks().first().focus();
    await press(page, 'Space');
    await expect(reception.ticks().first()).toBeChecked();
    await press(page, 'Control+d');
    await expect(page.getByText(/còn \d+ giấy tờ chưa xem/u)).toHaveCount(0);
    await expect(reception.paper.first()).toBeVisible();
    await expect(reception.dueStrip.getByRole('listitem').last()).toBeVisible();
  });

  await test.step('F9 accepts and prints; Enter says that it came out', async () => {
    await press(page, 'F9');
    await expect(page.getByText('Giấy đã ra đủ 2 liên chưa?')).toBeVisible();
    code = await reception.acceptedCode();
    expect(code).toMatch(/^\d{6}-2\d{3}$/u);
    await press(page, 'Enter');
    await expect(reception.field('procedure')).toBeFocused();
    await expect(reception.field('procedure')).toHaveValue('');
  });

  await test.step('what came out of the queue', async () => {
    const [job = 0] = await printed.jobs(1);
    const paper = await cups.output(`${cups.printer}-${String(job)}`);
    const sent = printed.document(job);
    // What lies in the tray is what was handed over, on the size of paper that was asked for.
    expect(pdfPageSizes(paper)).toEqual(['149×210', '149×210']);
    expect(likeness(pdfPicture(paper, 2, 18), pdfPicture(sent, 2, 18))).toBeGreaterThan(0.65);
    const [stays = '', handedOut = ''] = pdfPages(sent);
    for (const said of [`000.05.24.H11-${code}`, myLe.fullName, procedure.name, receptionist]) {
      expect(stays).toContain(said);
      expect(handedOut).toContain(said);
    }
    expect(stays).toContain(myLe.personalId);
    expect(handedOut).toContain('060*****4512');
    expect(handedOut).not.toContain(myLe.personalId);
    expect(stays + handedOut).not.toContain('XEM TRƯỚC');
  });

  for (const [what, text] of [
    ['name without marks', 'thong thi my le'],
    ['number', '4512'],
    ['phone', '000345'],
    ['code', () => code.slice(-4)],
  ] as const) {
    await test.step(`F3 finds it by ${what}`, async () => {
      await list.find(typeof text === 'string' ? text : text());
      await expect(list.lines.filter({ hasText: code })).toContainText(myLe.fullName);
    });
  }

  await test.step('Enter opens it', async () => {
    await list.find(code);
    await expect(list.lines).toHaveCount(1);
    await press(page, 'Enter');
    await expect(dossier.name).toHaveText(myLe.fullName);
    await expect(dossier.head).toContainText(`000.05.24.H11-${code}`);
    await expect(dossier.slips).toHaveCount(1);
    await expect(dossier.slips).toContainText('đã ra giấy');
  });

  await test.step('Ctrl+P asks why; F9 prints it again, marked', async () => {
    await press(page, 'Control+p');
    await expect(page.getByText('Trên giấy sẽ ghi: BẢN IN LẠI lần 1')).toBeVisible();
    await expect(dossier.reasons.first()).toBeFocused();
    await press(page, 'F6');
    const desk = page.getByRole('region', { name: /^Xem trước giấy tiếp nhận/u });
    await expect(desk).toBeFocused();
    await press(page, 'PageDown');
    await expect.poll(() => desk.evaluate(({ scrollTop }) => scrollTop)).toBeGreaterThan(100);
    await press(page, 'F6');
    await expect(dossier.reasons.first()).toBeFocused();
    await press(page, 'F9');
    await expect(page.getByText('Chưa chọn lý do in lại.').first()).toBeVisible();
    await press(page, 'Space', 'F9');
    await expect(dossier.cameOut).toBeVisible();
    await press(page, 'Enter');
    await expect(dossier.slips).toHaveCount(2);
    const [, again = 0] = await printed.jobs(2);
    await cups.output(`${cups.printer}-${String(again)}`);
    const words = pdfWords(printed.document(again));
    expect(words).toContain('BẢN IN LẠI lần 1');
    expect(words).toContain('Người nộp làm mất giấy');
    expect(words).toContain(`000.05.24.H11-${code}`);
  });
});
