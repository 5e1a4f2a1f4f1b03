import { afterAll, beforeAll, expect, test } from 'vitest';
import { saveUser } from '../../server/auth/users.ts';
import { type District, openDistrict } from './helpers/district.ts';

let district: District;
const PASSWORD = 'một mật khẩu đủ dài';

beforeAll(async () => {
  district = await openDistrict();
  await district.addAgency('H55.242');
  await saveUser(district.ports, 'lan', PASSWORD);
  const counter = await district.enrolCounter('H55.242', 1);
  counter.accept({}, { dossierCode: 'H55.242-260608-9001' });
  counter.note('<b>riêng</b>');
  await counter.hello();
  await counter.push(counter.journal.slice(0, 1));
});
afterAll(() => district.close());

const form = (url: string, fields: Record<string, string>, headers: Record<string, string> = {}) =>
  district.http.inject({
    method: 'POST',
    url,
    headers: { 'content-type': 'application/x-www-form-urlencoded', 'sec-fetch-site': 'same-origin', ...headers },
    payload: new URLSearchParams(fields).toString(),
  });
const signIn = (password = PASSWORD, headers = {}) => form('/sign-in', { userName: 'lan', password }, headers);
const cookieOf = (answer: { cookies: readonly unknown[] }): { name: string; value: string; httpOnly?: boolean; sameSite?: string } =>
  answer.cookies[0] as never;
const home = (cookie?: string) =>
  district.http.inject({ method: 'GET', url: '/', ...(cookie === undefined ? {} : { cookies: { 'mc-session': cookie } }) });

test('without signing in nothing is shown', async () => {
  for (const answer of [await home(), await home('A'.repeat(43))])
    expect([answer.statusCode, answer.headers.location, answer.body]).toEqual([303, '/sign-in', '']);
});

test('who signs in sees every agency, its counters, what waits and what needs a decision', async () => {
  const cookie = cookieOf(await signIn());
  expect(cookie).toMatchObject({ name: 'mc-session', httpOnly: true, sameSite: 'Strict' });
  const page = await home(cookie.value);
  const plain = page.body.replaceAll(/<[^>]+>/gu, '|').replaceAll(/\s*\|[\s|]*/gu, '|');
  expect(plain).toContain('|UBND H55.242|H55.242|Đã nhận|3|Hồ sơ cần quyết định|1|Tệp quét còn thiếu|0|');
  expect(plain).toContain('|1|đang dùng|17:00 08/06/2026|1|đúng|0.1.0|');
  expect(page.headers['content-security-policy']).toContain("default-src 'none'");
});

test('signing out needs the page’s own word, and ends the session', async () => {
  const { value } = cookieOf(await signIn());
  const csrf = /name="csrf" value="([^"]+)"/u.exec((await home(value)).body)![1]!;
  const out = (fields: Record<string, string>, headers: Record<string, string> = {}) =>
    form('/sign-out', fields, { cookie: `mc-session=${value}`, ...headers });
  expect((await out({ csrf: 'x'.repeat(csrf.length) })).statusCode).toBe(403);
  expect((await out({ csrf }, { 'sec-fetch-site': 'cross-site' })).statusCode).toBe(403);
  expect((await home(value)).statusCode).toBe(200);
  expect((await out({ csrf })).headers.location).toBe('/sign-in');
  expect((await home(value)).statusCode).toBe(303);
});

test('a form from elsewhere, a wrong password, a locked name', async () => {
  expect((await signIn(PASSWORD, { 'sec-fetch-site': 'cross-site' })).statusCode).toBe(403);
  for (let attempt = 0; attempt < 5; attempt += 1) expect((await signIn('sai')).statusCode).toBe(403);
  expect((await signIn()).statusCode).toBe(403);
  district.now = new Date(district.now.getTime() + 15 * 60_000 + 1);
  expect((await signIn()).statusCode).toBe(303);
  expect((await signIn()).statusCode).toBe(429);
});
