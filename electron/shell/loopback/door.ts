/** Who may come in over the loopback shell's HTTP: decided from four headers and one secret, without any IO. Design §11. */
import { createHash, randomBytes, timingSafeEqual } from 'node:crypto';

export type Knock = {
  readonly method: string;
  /** Path and query as received, undecoded. */
  readonly target: string;
  readonly host: string | undefined;
  readonly origin: string | undefined;
  readonly cookie: string | undefined;
  /** `Sec-Purpose`; browsers set it when they fetch a page nobody has asked for yet. */
  readonly purpose: string | undefined;
};

/** `trade`: the start-up token's one use. `replayed`: a second use; the app must close. `page`, `line`: ours. */
export type Admission = 'trade' | 'replayed' | 'page' | 'refused';

export type Door = {
  /** The start-up token's URL path: works once. */
  readonly openPath: string;
  /** `Set-Cookie` of the trade. */
  readonly cookie: string;
  admit(knock: Knock): Admission;
  /** A WebSocket upgrade: cookie, exact Host, exact Origin, the one path. */
  admitLine(knock: Knock): boolean;
};

export const linePath = '/line';

/**
 * A door for `http://127.0.0.1:<port>`. The token (32 random bytes) opens it once and is never a cookie; the cookie is another secret, named
 * after the port because cookies do not know ports.
 */
export function newDoor(port: number): Door {
  const host = `127.0.0.1:${port}`;
  const origin = `http://${host}`;
  const token = randomBytes(32).toString('base64url');
  const secret = randomBytes(32).toString('base64url');
  const name = `mot-cua-${port}`;
  const openPath = `/open/${token}`;
  let traded = false;

  const known = (knock: Knock): boolean => (knock.cookie ?? '').split('; ').some((one) => same(one, `${name}=${secret}`));
  const sameSite = (knock: Knock): boolean => knock.host === host && (knock.origin === undefined || knock.origin === origin);
  return {
    openPath,
    cookie: `${name}=${secret}; HttpOnly; SameSite=Strict; Path=/`,
    admit: (knock) => {
      if (knock.method !== 'GET' || !sameSite(knock)) return 'refused';
      if (same(knock.target, openPath)) {
        // A browser that looks ahead would use up the token before the person has pressed Enter.
        if (knock.purpose !== undefined) return 'refused';
        if (traded) return 'replayed';
        traded = true;
        return 'trade';
      }
      return known(knock) ? 'page' : 'refused';
    },
    admitLine: (knock) =>
      knock.method === 'GET' && knock.target === linePath && knock.host === host && knock.origin === origin && known(knock),
  };
}

/** In constant time, whatever the lengths. */
function same(given: string, expected: string): boolean {
  const digest = (value: string): Buffer => createHash('sha256').update(value).digest();
  return timingSafeEqual(digest(given), digest(expected));
}
