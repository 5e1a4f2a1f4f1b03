/** Offline is normal. That no page asks for anything beyond this machine is looked at after every story. */
import { beginDossier, fillDossier, phone } from '../harness/accepting.ts';
import { expect, test } from '../harness/fixtures.ts';
import { press } from '../harness/typing.ts';

test('with the network cable out a dossier is accepted and found, and nothing on screen is alarmed', async ({ desk }) => {
  const { page, list } = desk;
  await page.addInitScript(() => {
    Object.defineProperty(Navigator.prototype, 'onLine', { get: () => false });
    window.addEventListener('load', () => {
      window.dispatchEvent(new Event('offline'));
    });
  });
  await page.reload();
  expect(await page.evaluate(() => navigator.onLine)).toBe(false);
  await beginDossier(desk);
  await fillDossier(desk);
  await expect(page.getByRole('alert')).toHaveCount(0);
  await press(page, 'F9');
  await expect(page.getByText(/Hồ sơ đã lưu, mã/u)).toBeVisible();
  await press(page, 'Enter');
  await list.find(phone);
  await expect(list.lines).toHaveCount(1);
});
