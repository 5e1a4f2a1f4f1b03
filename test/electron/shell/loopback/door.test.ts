import { expect, test } from 'vitest';
import { newDoor, type Knock } from '../../../../electron/shell/loopback/door.ts';

const port = 41_234;
const knock = (more: Partial<Knock>): Knock => ({
  method: 'GET',
  target: '/',
  host: `127.0.0.1:${port}`,
  origin: undefined,
  cookie: undefined,
  purpose: undefined,
  ...more,
});
const opened = () => {
  const door = newDoor(port);
  return { door, cookie: door.cookie.split(';')[0]! };
};

test('the token is traded once; the second use is told apart from a wrong one', () => {
  const { door } = opened();
  expect(door.admit(knock({ target: '/open/wrong' }))).toBe('refused');
  expect(door.admit(knock({ target: door.openPath, purpose: 'prefetch;prerender' }))).toBe('refused');
  expect(door.admit(knock({ target: door.openPath, host: 'evil.example' }))).toBe('refused');
  expect(door.admit(knock({ target: door.openPath }))).toBe('trade');
  expect(door.admit(knock({ target: door.openPath }))).toBe('replayed');
});

test('token and cookie are two secrets of 32 bytes, new at every start', () => {
  const { door, cookie } = opened();
  expect(door.openPath).toMatch(/^\/open\/[A-Za-z0-9_-]{43}$/u);
  expect(door.cookie).toMatch(/^mot-cua-41234=[A-Za-z0-9_-]{43}; HttpOnly; SameSite=Strict; Path=\/$/u);
  expect(cookie).not.toContain(door.openPath.slice('/open/'.length));
  expect(newDoor(port).openPath).not.toBe(door.openPath);
});

test('a page needs the cookie, our Host and, where one is sent, our Origin', () => {
  const { door, cookie } = opened();
  const own = `http://127.0.0.1:${port}`;
  const cases: readonly [Partial<Knock>, string][] = [
    [{ cookie }, 'page'],
    [{ cookie: `other=1; ${cookie}` }, 'page'],
    [{ cookie, origin: own }, 'page'],
    [{}, 'refused'],
    [{ cookie: `${cookie}x` }, 'refused'],
    [{ cookie: 'mot-cua-41234=' }, 'refused'],
    [{ cookie, host: `localhost:${port}` }, 'refused'],
    [{ cookie, host: undefined }, 'refused'],
    [{ cookie, host: '127.0.0.1' }, 'refused'],
    [{ cookie, origin: 'http://evil.example' }, 'refused'],
    [{ cookie, origin: 'null' }, 'refused'],
    [{ cookie, method: 'POST' }, 'refused'],
  ];
  expect(cases.map(([more]) => door.admit(knock(more)))).toEqual(cases.map(([, admission]) => admission));
});

test('a line needs all three and its one path', () => {
  const { door, cookie } = opened();
  const good = { cookie, origin: `http://127.0.0.1:${port}`, target: '/line' };
  const cases: readonly [Partial<Knock>, boolean][] = [
    [good, true],
    [{ ...good, origin: undefined }, false],
    [{ ...good, origin: 'http://127.0.0.1:1' }, false],
    [{ ...good, host: 'evil.example' }, false],
    [{ ...good, cookie: undefined }, false],
    [{ ...good, target: '/' }, false],
    [{ ...good, target: '/line?x' }, false],
  ];
  expect(cases.map(([more]) => door.admitLine(knock(more)))).toEqual(cases.map(([, admitted]) => admitted));
});
