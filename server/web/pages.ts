/** The district office's browser: sign-in first, cookie HttpOnly and SameSite=Strict, every form from our own page only. */
import { timingSafeEqual } from 'node:crypto';
import cookie from '@fastify/cookie';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import text from '#shared/locales/district.vi.json' with { type: 'json' };
import { signIn, signOut, webSession } from '../auth/users.ts';
import { foldDossiers } from '../jobs/fold-dossiers.ts';
import type { Ports } from '../ports.ts';
import { writeAudit } from '../store/audit.ts';
import { listEpochs } from '../store/epochs.ts';
import { getSetting } from '../store/keys.ts';
import { overview } from '../store/overview.ts';
import { overviewPage, signInPage, style } from './views.ts';

const COOKIE = 'mc-session';
const MAX_FORM_BYTES = 4096;
const SIGN_INS_A_MINUTE = 10;

export async function addPages(pages: FastifyInstance, ports: Ports, secure: boolean): Promise<void> {
  await pages.register(cookie);
  const cookieOptions = { path: '/', httpOnly: true, sameSite: 'strict', secure } as const;
  pages.addContentTypeParser(
    'application/x-www-form-urlencoded',
    { parseAs: 'string', bodyLimit: MAX_FORM_BYTES },
    (_request, body, done) => {
      done(null, new URLSearchParams(String(body)));
    },
  );
  pages.addHook('onSend', async (_request, reply) => {
    void reply.header('cache-control', 'no-store');
  });

  pages.get('/style.css', async (_request, reply) => reply.type('text/css').send(style));
  pages.get('/sign-in', async (_request, reply) => show(reply, signInPage(null)));
  pages.post('/sign-in', { config: { rateLimit: { max: SIGN_INS_A_MINUTE, timeWindow: 60_000 } } }, async (request, reply) => {
    if (!isFromHere(request)) return reply.status(403).send();
    const form = formOf(request);
    const userName = form.get('userName') ?? '';
    const token = await signIn(ports, userName, form.get('password') ?? '');
    // A name nobody has may be anything a person typed by mistake, a password too: it is not kept.
    await writeAudit(ports.db, {
      at: ports.clock(),
      who: token === undefined ? 'unknown' : userName,
      what: token === undefined ? 'sign-in refused' : 'signed in',
      detail: {},
    });
    if (token === undefined) return show(reply.status(403), signInPage(text.notSignedIn));
    return reply.setCookie(COOKIE, token, cookieOptions).redirect('/', 303);
  });
  pages.post('/sign-out', async (request, reply) => {
    const token = request.cookies[COOKIE];
    const session = await webSession(ports, token);
    if (session === undefined || token === undefined) return reply.redirect('/sign-in', 303);
    if (!isFromHere(request) || !same(formOf(request).get('csrf') ?? '', session.csrf)) return reply.status(403).send();
    await signOut(ports, token);
    return reply.clearCookie(COOKIE, cookieOptions).redirect('/sign-in', 303);
  });
  pages.get('/', async (request, reply) => {
    const session = await webSession(ports, request.cookies[COOKIE]);
    if (session === undefined) return reply.redirect('/sign-in', 303);
    await foldDossiers(ports);
    const page = {
      ...session,
      upstreamName: await getSetting(ports.db, 'upstreamName'),
      epochs: await listEpochs(ports.db),
      now: ports.clock(),
      agencies: await overview(ports.db),
    };
    return show(reply, overviewPage(page));
  });
}

const show = (reply: FastifyReply, page: string): FastifyReply => reply.type('text/html; charset=utf-8').send(page);

const formOf = ({ body }: FastifyRequest): URLSearchParams => (body instanceof URLSearchParams ? body : new URLSearchParams());

/** Browsers say where a form comes from; what does not say so is no browser's form of ours. */
function isFromHere(request: FastifyRequest): boolean {
  const site = request.headers['sec-fetch-site'];
  if (site !== undefined) return site === 'same-origin';
  const origin = request.headers.origin ?? '';
  return URL.canParse(origin) && new URL(origin).host === request.headers.host;
}

const same = (a: string, b: string): boolean => a.length === b.length && timingSafeEqual(Buffer.from(a), Buffer.from(b));
