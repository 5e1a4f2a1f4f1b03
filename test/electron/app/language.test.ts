/** The language of the screens belongs to the machine: whoever signs in next finds it, also after the next start. */
import { createRouterClient } from '@orpc/server';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { createDesk } from '../../../electron/app/desk.ts';
import { router } from '../../../electron/app/router.ts';
import { newSession } from '../../../electron/app/session.ts';
import { createStatusFeed } from '../../../electron/app/status-feed.ts';
import { type Office, openOffice, refusal } from '../../helpers/desk.ts';

let office: Office;
beforeEach(async () => {
  office = await openOffice();
});
afterEach(() => {
  office.close();
});

const told = async (window: Pick<ReturnType<Office['window']>, 'call'>) => {
  const state = await window.call.office.state();
  return [state.phase, 'language' in state ? state.language : undefined];
};

test('nobody has chosen, one has, and it is there again at the next start', async () => {
  expect(await told(office.window())).toEqual(['sign-in', undefined]);
  const hanh = office.as('Lê Thị Hạnh');
  expect(await hanh.office.keepLanguage({ language: 'en' })).toEqual({});
  expect(await hanh.office.keepLanguage({ language: 'en' })).toEqual({});
  expect(await told({ call: hanh })).toEqual(['signed-in', 'en']);
  expect(await told(office.window())).toEqual(['sign-in', 'en']);
  office.desk.close();
  const desk = createDesk(office.ports);
  try {
    desk.openWith(office.keptKeys[0]!);
    const call = createRouterClient(router, { context: { session: newSession(), desk, status: createStatusFeed() } });
    expect(await told({ call })).toEqual(['sign-in', 'en']);
  } finally {
    desk.close();
  }
});

test('it is nobody else’s to choose, and only one of the two', async () => {
  const { call } = office.window();
  expect(await refusal(call.office.keepLanguage({ language: 'en' }))).toEqual({ code: 'not-signed-in', data: {} });
  await expect(office.as('Lê Thị Hạnh').office.keepLanguage({ language: 'fr' as 'en' })).rejects.toThrow(/validation/iu);
  expect(await told(office.window())).toEqual(['sign-in', undefined]);
});
