/** The contract's calls, each in one line; who may make them is asked once, from the contract's `needs`. */
import { implement, ORPCError, ValidationError } from '@orpc/server';
import type { UpstreamMeta } from '#shared/contract/upstream.ts';
import { upstream } from '#shared/contract/upstream.ts';
import { commonErrors } from '#shared/contract/upstream/errors.ts';
import { enrol } from '../auth/enrolment.ts';
import { callerOf, logIn, newNonce } from '../auth/session.ts';
import type { Ports } from '../ports.ts';
import { hasRoom } from '../store/disk.ts';
import { getSetting, listCertificates } from '../store/keys.ts';
import { isPackFor } from '#shared/sync/pack.ts';
import { newestPacks } from '../store/packs.ts';
import type { Caller } from '../sync/caller.ts';
import { hello } from '../sync/hello.ts';
import { countersign } from '../sync/manifest.ts';
import { pull } from '../sync/pull.ts';
import { push } from '../sync/push.ts';
import { reoffer } from '../sync/reoffer.ts';
import { refuse } from './refuse.ts';

export type CallContext = { readonly authorization: string | undefined };

export function apiOf(ports: Ports) {
  const { db } = ports;
  const os = implement(upstream)
    .$context<CallContext>()
    .use(async ({ context, procedure, next }) => {
      const { needs } = procedure['~orpc'].meta as UpstreamMeta;
      return next({ context: { caller: needs === 'device' ? await callerOf(ports, context.authorization) : undefined } });
    });
  const mayWrite = <O>(answer: () => Promise<O>): Promise<O> => {
    if (ports.databaseDir !== undefined && !hasRoom(ports.databaseDir)) throw refuse(commonErrors, 'disk-full', {});
    return answer();
  };
  const device =
    <I, O>(answer: (ports: Ports, caller: Caller, input: I) => Promise<O>) =>
    ({ context, input }: { readonly context: { readonly caller: Caller | undefined }; readonly input: I }): Promise<O> => {
      if (context.caller === undefined) throw refuse(commonErrors, 'session-needed', {});
      return answer(ports, context.caller, input);
    };
  return os.router({
    certificates: os.certificates.handler(async () => ({
      rootPublicKey: await getSetting(db, 'rootPublicKey'),
      certificates: await listCertificates(db),
      upstreamName: await getSetting(db, 'upstreamName'),
    })),
    enrol: os.enrol.handler(({ input }) => enrol(ports, input)),
    nonce: os.nonce.handler(({ input }) => newNonce(ports, input.deviceId)),
    session: os.session.handler(({ input }) => logIn(ports, input)),
    hello: os.hello.handler(device(hello)),
    push: os.push.handler(device((...call) => mayWrite(() => push(...call)))),
    pull: os.pull.handler(device(pull)),
    manifest: os.manifest.handler(device(countersign)),
    reoffer: os.reoffer.handler(device((...call) => mayWrite(() => reoffer(...call)))),
    packs: os.packs.handler(
      device(async (_ports, { agencyCode }, { have }) => ({
        packs: (await newestPacks(db)).filter(
          ({ statement }) =>
            isPackFor(statement.name, agencyCode) &&
            !have.some(({ name, version }) => name === statement.name && version >= statement.version),
        ),
      })),
    ),
  });
}

/**
 * What a failed call answers: what the contract names as it is, a bad shape by its fields, all else by a reference that the log explains. `isFull`: whether the
 * database's disk is, of which a database that has ended cannot speak any more.
 */
export function answerOf(error: unknown, report: (error: unknown) => string, isFull: () => boolean): ORPCError<string, unknown> {
  if (error instanceof ORPCError && error.code === 'BAD_REQUEST')
    return refuse(commonErrors, 'request-invalid', { fields: fieldsOf(error.cause) });
  if (error instanceof ORPCError && error.status < 500) return error;
  if (isDiskFull(error) || isFull()) return refuse(commonErrors, 'disk-full', {});
  return refuse(commonErrors, 'server-fault', { reference: report(error) });
}

function fieldsOf(cause: unknown): string[] {
  if (!(cause instanceof ValidationError)) return [];
  return cause.issues.map(({ path }) => (path ?? []).map((part) => String(typeof part === 'object' ? part.key : part)).join('/'));
}

/** PostgreSQL's 53100, or the file system's own word. */
function isDiskFull(error: unknown): boolean {
  const { code, cause } = (typeof error === 'object' && error !== null ? error : {}) as { code?: unknown; cause?: unknown };
  return code === '53100' || code === 'ENOSPC' || (cause !== undefined && isDiskFull(cause));
}
