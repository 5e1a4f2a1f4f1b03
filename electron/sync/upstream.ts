/** The server's calls with their shapes checked, and a log-in that renews itself. */
import type * as z from 'zod';
import {
  CertificatesAnswer,
  Enrolled,
  type EnrolInput,
  HelloAnswer,
  type HelloInput,
  ManifestAnswer,
  type ManifestInput,
  Nonce,
  PacksAnswer,
  type PacksInput,
  PullAnswer,
  type PullInput,
  PushAnswer,
  type PushInput,
  ReofferAnswer,
  type ReofferInput,
  Session,
} from '#shared/contract/upstream/values.ts';
import type { Sign } from '#shared/sync/statement.ts';
import { loginBytes } from '#shared/sync/statements.ts';
import { isSyncFault, SyncFault } from './fault.ts';
import { type Answer, type Http, parseJson, type Request } from './http.ts';

export type Upstream = {
  hello(input: z.input<typeof HelloInput>): Promise<HelloAnswer>;
  push(input: z.input<typeof PushInput>): Promise<z.infer<typeof PushAnswer>>;
  pull(input: z.input<typeof PullInput>): Promise<z.infer<typeof PullAnswer>>;
  manifest(input: z.input<typeof ManifestInput>): Promise<z.infer<typeof ManifestAnswer>>;
  reoffer(input: z.input<typeof ReofferInput>): Promise<z.infer<typeof ReofferAnswer>>;
  packs(input: z.input<typeof PacksInput>): Promise<z.infer<typeof PacksAnswer>>;
  certificates(): Promise<z.infer<typeof CertificatesAnswer>>;
  /** Any other request of the session: blobs. */
  request(request: Request): Promise<Answer>;
};

export type Device = { readonly deviceId: string; readonly sign: Sign };

export function upstreamOf(http: Http, device: Device): Upstream {
  let token: string | undefined;
  const loggedIn = async (): Promise<string> => {
    token ??= (await logIn(http, device)).token;
    return token;
  };
  const withToken = async (request: Request): Promise<Answer> =>
    http({ ...request, headers: { ...request.headers, authorization: `Bearer ${await loggedIn()}` } });
  const request = async (asked: Request): Promise<Answer> => {
    try {
      return await withToken(asked);
    } catch (error) {
      if (!isSyncFault(error, 'session-over') && !isSyncFault(error, 'session-needed')) throw error;
      token = undefined;
      return withToken(asked);
    }
  };
  const call = async <S extends z.ZodType>(path: string, json: unknown, schema: S): Promise<z.infer<S>> =>
    readAs(schema, await request({ method: 'POST', path, json }));
  return {
    hello: (input) => call('hello', input, HelloAnswer),
    push: (input) => call('push', input, PushAnswer),
    pull: (input) => call('pull', input, PullAnswer),
    manifest: (input) => call('manifest', input, ManifestAnswer),
    reoffer: (input) => call('reoffer', input, ReofferAnswer),
    packs: (input) => call('packs', input, PacksAnswer),
    certificates: async () => readAs(CertificatesAnswer, await http({ method: 'GET', path: 'certificates' })),
    request,
  };
}

export async function enrolAt(http: Http, input: z.input<typeof EnrolInput>): Promise<Enrolled> {
  return readAs(Enrolled, await http({ method: 'POST', path: 'enrol', json: input }));
}

async function logIn(http: Http, { deviceId, sign }: Device): Promise<Session> {
  const { nonce } = readAs(Nonce, await http({ method: 'POST', path: 'session/nonce', json: { deviceId } }));
  return readAs(
    Session,
    await http({ method: 'POST', path: 'session', json: { deviceId, nonce, signature: sign(loginBytes(deviceId, nonce)) } }),
  );
}

function readAs<S extends z.ZodType>(schema: S, { bytes }: Answer): z.infer<S> {
  const read = schema.safeParse(parseJson(bytes));
  if (!read.success) throw new SyncFault('server-answer-unreadable', { field: read.error.issues[0]?.path.join('.') ?? '' });
  return read.data;
}
