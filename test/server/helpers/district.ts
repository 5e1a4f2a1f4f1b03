/** A district server on real PostgreSQL under a clock the test holds, and counters that speak to it as the protocol says. */
import { randomUUID } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { FastifyInstance } from 'fastify';
import { pino } from 'pino';
import { API_PREFIX } from '#shared/contract/upstream.ts';
import { parseEnrolmentCode } from '#shared/sync/enrolment-code.ts';
import { newEnrolment } from '../../../server/auth/enrolment.ts';
import { restore } from '../../../server/jobs/backup.ts';
import { createHttp } from '../../../server/http/app.ts';
import type { Ports } from '../../../server/ports.ts';
import { initServer } from '../../../server/set-up.ts';
import { addAgency } from '../../../server/store/agencies.ts';
import { openStore } from '../../../server/store/database.ts';
import { Counter } from './counter.ts';
import { createServerDatabase } from './postgres.ts';

export type Answer = { readonly status: number; readonly json: ReturnType<typeof JSON.parse>; readonly headers: Record<string, unknown> };

export type District = {
  readonly ports: Ports;
  readonly http: FastifyInstance;
  readonly databaseUrl: string;
  readonly rootPrivateKey: string;
  readonly rootPublicKey: string;
  readonly logLines: string[];
  now: Date;
  readonly post: (path: string, body: unknown, token?: string | null, headers?: Record<string, string>) => Promise<Answer>;
  readonly addAgency: (agencyCode: string) => Promise<void>;
  readonly enrolCounter: (agencyCode: string, counterNo: number) => Promise<Counter>;
  readonly close: () => Promise<void>;
};

/** A new one, or one brought back from `backup`: the same root, another database. */
export async function openDistrict(backup?: { readonly file: string; readonly of: District }): Promise<District> {
  const database = await createServerDatabase();
  const { db, close } = await openStore({ dataDir: '', url: database.url });
  const folder = await mkdtemp(join(tmpdir(), 'motcua-district-'));
  const logLines: string[] = [];
  const state = { now: new Date('2026-06-08T10:00:00Z') };
  const ports: Ports = {
    db,
    clock: () => state.now,
    blobDir: folder,
    log: pino(
      { base: null },
      {
        write: (line: string) => {
          logLines.push(line);
        },
      },
    ),
  };
  const root =
    backup === undefined
      ? await initServer(ports, 'Sở Nội vụ tỉnh thử')
      : { rootPrivateKey: backup.of.rootPrivateKey, rootPublicKey: backup.of.rootPublicKey };
  if (backup !== undefined) {
    state.now = backup.of.now;
    await restore(ports, backup.file);
  }
  const http = await createHttp({ ports, secure: false, enrolmentsAMinute: 10_000 });
  const district: District = {
    ports,
    http,
    databaseUrl: database.url,
    ...root,
    logLines,
    get now() {
      return state.now;
    },
    set now(value) {
      state.now = value;
    },
    post: async (path, body, token = null, headers = {}) => {
      const answer = await http.inject({
        method: 'POST',
        url: `${API_PREFIX}${path}`,
        headers: {
          'mc-protocol': '1',
          'content-type': 'application/json',
          ...(token === null ? {} : { authorization: `Bearer ${token}` }),
          ...headers,
        },
        payload: typeof body === 'string' || Buffer.isBuffer(body) ? body : JSON.stringify(body),
      });
      return {
        status: answer.statusCode,
        json:
          answer.headers['content-type']?.toString().includes('json') === true && answer.headers['content-encoding'] === undefined
            ? answer.json()
            : undefined,
        headers: answer.headers,
      };
    },
    addAgency: async (agencyCode) => {
      await addAgency(db, agencyCode, `UBND ${agencyCode}`, state.now);
    },
    enrolCounter: async (agencyCode, counterNo) => {
      const { code } = await newEnrolment(ports, agencyCode, counterNo);
      const counter = new Counter(district, agencyCode, counterNo, randomUUID());
      await counter.enrol(Buffer.from(parseEnrolmentCode(code)!.secret).toString('base64url'));
      await counter.logIn();
      return counter;
    },
    close: async () => {
      await http.close();
      await close();
      await rm(folder, { recursive: true, force: true });
      await database.drop();
    },
  };
  return district;
}
