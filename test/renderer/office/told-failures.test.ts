/** What a screen cannot read or write is told where it is missing: what happened, what is safe, what to do. Calls are answered in memory. */
import { expect, test } from 'vitest';
import vi from '#shared/locales/vi.json' with { type: 'json' };
import { overDouble, see } from '../harness/over-double.ts';

const open = overDouble('.mc-screen');

test.each([
  ['settings', 'paper.printers', 'paper-process-died'],
  ['settings', 'backup.status', 'disk-full'],
  ['dossiers', 'draft.list', 'store-read-only'],
  ['dossiers', 'dossier.count', 'disk-full'],
  ['dossier&code=250409-1002', 'sync.ofDossier', 'store-read-only'],
  ['dossier&code=250409-1002&print=1', 'paper.printers', 'paper-process-died'],
  ['numbers', 'numbers.years', 'store-read-only'],
  ['numbers', 'numbers.gaps', 'disk-full'],
  ['explained', 'correction.explained', 'store-read-only'],
  ['outages', 'outage.preview', 'paper-process-died'],
  ['papers', 'backup.status', 'disk-full'],
  ['people', 'person.list', 'store-read-only'],
] as const)('%s: %s refused with %s', async (screen, call, code) => {
  await using opened = await open(`screen=${screen}&refused=${call}&with=${code}`);
  const { title, action } = vi.errors[code];
  await see(opened.page.getByRole('alert').first()).toContainText(`${title} ${action}`);
  expect(await opened.page.locator('body').innerText()).not.toContain(code);
});
