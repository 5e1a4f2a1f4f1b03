import { expect, test } from '../harness/fixtures.ts';
import { receptionist } from '../harness/people.ts';
import { command, press } from '../harness/typing.ts';

test('Vietnamese first, English by one command, kept over a reload and over a start with an empty profile, and back', async ({ desk }) => {
  const { page } = desk;
  await desk.signIn.as(receptionist);
  await expect(page.locator('html')).toHaveAttribute('lang', 'vi');
  await command(page, 'english');
  await expect(page.getByRole('button', { name: /^F9 Accept and print 2 copies/u })).toBeVisible();
  await expect(page.locator('html')).toHaveAttribute('lang', 'en');
  await page.reload();
  await expect(page.getByRole('heading', { name: 'Who is at this counter?' })).toBeVisible();
  await page.evaluate(() => {
    localStorage.clear();
  });
  await page.reload();
  await expect(page.getByRole('heading', { name: 'Who is at this counter?' })).toBeVisible();
  await expect(page.locator('html')).toHaveAttribute('lang', 'en');
  await page.keyboard.type('2468');
  await press(page, 'Enter');
  await expect(page.getByRole('button', { name: /^F9 Accept and print 2 copies/u })).toBeVisible();
  await command(page, 'tieng viet');
  await expect(page.getByRole('button', { name: /^F9 Tiếp nhận và in 2 liên/u })).toBeVisible();
});
