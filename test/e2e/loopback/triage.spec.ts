/** A counter whose store is damaged, at the next start: told in plain words before anybody can sign in, restored, and at work again. */
import { closeSync, openSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '../harness/fixtures.ts';
import { lookAt } from '../harness/look.ts';
import { startShell } from '../harness/shell.ts';
import { press, typed } from '../harness/typing.ts';

test('a damaged store is restored at the desk, by keyboard', async ({ counter, openDesk }, info) => {
  counter.cli('backup', '--data', counter.dataDir);
  const fd = openSync(join(counter.dataDir, 'store.db'), 'r+');
  writeSync(fd, Buffer.from('damage'), 0, 6, 100);
  closeSync(fd);
  const shell = await startShell(counter, undefined);
  try {
    const desk = await openDesk(shell);
    const { page } = desk;
    await expect(page.getByRole('heading', { name: 'Máy này chưa mở được' })).toBeVisible();
    await expect(page.getByRole('radio', { name: 'Khôi phục' })).toBeChecked({ timeout: 30_000 });
    await lookAt(page, info, 'triage');
    await press(page, 'F9');
    const code = page.getByLabel('Mã hồ sơ cuối cùng trên giấy');
    await expect(code).toBeFocused();
    await typed(page, '000.05.24.H11-260608-9001');
    await press(page, 'F9');
    await expect(page.getByText('Mã này không phải mã hồ sơ của quầy 2.')).toBeVisible({ timeout: 30_000 });
    await page.getByRole('checkbox', { name: 'Không chắc mã nào là cuối cùng' }).check();
    await press(page, 'F9');
    await expect(page.getByRole('heading', { name: 'Máy đã mở lại được' })).toBeVisible({ timeout: 60_000 });
    await expect(page.getByText(/^Không chắc việc nào là cuối cùng/u)).toBeVisible();
    await lookAt(page, info, 'repaired');
    await press(page, 'F9');
    await desk.signIn.shown();
  } finally {
    await shell.stop();
  }
});
