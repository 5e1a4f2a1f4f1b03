/** A day with the cable out: work goes on, sending says what is wrong, the day closes when the cable is back, and the district's word stands on the slip. */
import { pdfWords } from '../../helpers/pdf.ts';
import { fillDossier } from '../harness/accepting.ts';
import { expect, test } from '../harness/fixtures.ts';
import { lookAt } from '../harness/look.ts';
import { receptionist } from '../harness/people.ts';
import { press } from '../harness/typing.ts';

test.use({
  printer: async ({ cups }, use) => {
    await use(cups.printer);
  },
});

test('pull the cable, work, put it back, close the day, and hold the countersigned slip', async ({
  desk,
  district,
  cups,
  printed,
}, info) => {
  const { page, reception } = desk;
  const chip = page.getByRole('banner').locator('.mc-chip');
  const story = page.locator('.mc-chip-story');

  await test.step('the counter is enrolled; the cable is pulled', async () => {
    await desk.signIn.as(receptionist);
    await chip.click();
    await expect(story.getByRole('button', { name: 'Gửi ngay' })).toBeVisible();
    await district.cable.unplug();
  });

  await test.step('sending says that the server does not answer', async () => {
    await story.getByRole('button', { name: 'Gửi ngay' }).click();
    await expect(story).toContainText('Máy chủ huyện chưa trả lời, đang thử lại. Mọi việc vẫn làm được và đã lưu trên máy này.');
    await press(page, 'Escape');
  });

  await test.step('meanwhile a dossier is accepted and its receipt printed', async () => {
    await press(page, 'F2');
    await expect(reception.field('procedure')).toBeFocused();
    await fillDossier(desk);
    await press(page, 'F9');
    await reception.acceptedCode();
    await printed.jobs(1);
    await press(page, 'Enter');
    await expect(reception.field('procedure')).toBeFocused();
  });

  await test.step('the header says since when the line is dead, calmly', async () => {
    await expect(chip).toContainText(/^Mất mạng từ \d\d:\d\d · [\d.]+ việc$/u, { timeout: 40_000 });
    await chip.click();
    await expect(story).toContainText('Mọi việc vẫn làm được và đã lưu trên máy này; sẽ gửi khi chốt ngày.');
    await press(page, 'Escape');
  });

  await test.step('the day end without a line says what is true', async () => {
    await press(page, 'Alt+6');
    await expect(page.getByText('Vẫn chốt ngày được: các việc đã lưu trên máy này và sẽ gửi khi có mạng.')).toBeVisible();
    await expect(page.getByRole('img', { name: /^Xem trước phiếu chốt ngày/u })).toBeVisible();
    await lookAt(page, info, 'day-end-offline');
  });

  await test.step('the cable is back; F9 closes the day, sends it and has it compared', async () => {
    await district.cable.plugIn();
    await press(page, 'F9');
    await expect(page.getByText(/Huyện xác nhận lúc \d\d:\d\d/u)).toBeVisible({ timeout: 60_000 });
    await expect(chip).toHaveText('Đã gửi đủ');
    await lookAt(page, info, 'day-end-done');
  });

  await test.step('the slip with the district’s word comes out', async () => {
    await press(page, 'F9');
    const [, job = 0] = await printed.jobs(2);
    await cups.output(`${cups.printer}-${String(job)}`);
    const words = pdfWords(printed.document(job));
    for (const said of ['PHIẾU CHỐT NGÀY', 'Mất mạng', 'Đã xác nhận', receptionist]) expect(words).toContain(said);
    await expect(chip).toHaveText('Đã gửi đủ');
  });
});
