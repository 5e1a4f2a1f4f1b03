/** One counter of the storm: keys, a day's work signed and packed beforehand, and the calls that close the day. */
import { randomUUID } from 'node:crypto';
import { setTimeout as wait } from 'node:timers/promises';
import { zstdCompressSync, zstdDecompressSync } from 'node:zlib';
import { API_PREFIX } from '#shared/contract/upstream.ts';
import { statementBytes } from '#shared/sync/statement.ts';
import type { SignedPage } from '#shared/sync/page.ts';
import { verifySignature } from '../../server/auth/ed25519.ts';
import { Counter } from '../server/helpers/counter.ts';
import { overHttp } from '../server/helpers/server-process.ts';

const BATCH = 500;
const CALL_MS = 120_000;
const AGAIN_AFTER_MS = [200, 500, 1000, 2000, 5000];

export type StormCounter = {
  readonly agencyCode: string;
  readonly counterNo: number;
  readonly deviceId: string;
  readonly publicKey: string;
  readonly actIds: readonly string[];
  /** Greets, pushes, pulls and has the day countersigned. */
  readonly closeDay: () => Promise<DayClosed>;
};

export type DayClosed = { readonly takenMs: number; readonly again: number; readonly pulled: number; readonly countersigned: boolean };

/** `pageKey`: the server's, as its certificate says it. */
export function stormCounter(
  url: string,
  pageKey: string,
  place: { readonly agencyCode: string; readonly counterNo: number },
  dossiers: number,
): StormCounter {
  const counter = new Counter(
    overHttp(() => url, ''),
    place.agencyCode,
    place.counterNo,
    randomUUID(),
  );
  for (let dossier = 0; dossier < dossiers; dossier += 1) {
    const { dossierId } = JSON.parse(counter.accept().body) as { dossierId: string };
    for (let act = 0; act < 5; act += 1) counter.note(`ghi chú ${String(act)} của hồ sơ ${String(dossier)}`, { dossierId });
  }
  const batches: Buffer<ArrayBuffer>[] = [];
  for (let at = 0; at < counter.journal.length; at += BATCH) batches.push(packed(counter.batch(counter.journal.slice(at, at + BATCH))));
  const manifest = counter.manifest();
  const day = { manifest, signature: counter.sign(statementBytes('manifest', manifest)) };
  let again = 0;

  /** As a counter does: what fails on the way or in the server is asked again, a little later each time. */
  const call = async (path: string, body: unknown): Promise<ReturnType<typeof JSON.parse>> => {
    for (let attempt = 0; ; attempt += 1) {
      const answer = await ask(
        `${url}${API_PREFIX}${path}`,
        counter.token,
        Buffer.isBuffer(body) ? (body as Buffer<ArrayBuffer>) : packed(body),
      );
      if (answer?.status === 200) return answer.json;
      const pause = AGAIN_AFTER_MS[attempt];
      if (pause === undefined || (answer !== undefined && answer.status < 500 && answer.status !== 429))
        throw new Error(`${path} answered ${JSON.stringify(answer)}`);
      again += 1;
      await wait(pause);
    }
  };
  const pullAll = async (): Promise<number> => {
    let pulled = 0;
    for (let more = true; more;) {
      const page = (await call('/pull', { cursor: counter.cursor, limit: 200 })) as SignedPage & { more: boolean };
      if (!verifySignature(pageKey, statementBytes('page', page.page), page.signature)) throw new Error('page signature');
      counter.cursor = page.page.to;
      pulled += page.acts.length;
      more = page.more;
    }
    return pulled;
  };
  const { agencyCode, counterNo, deviceId } = counter;
  return {
    agencyCode,
    counterNo,
    deviceId,
    publicKey: counter.keys.publicKey,
    actIds: counter.journal.map(({ body }) => (JSON.parse(body) as { id: string }).id),
    closeDay: async () => {
      const startedAt = performance.now();
      const { nonce } = await call('/session/nonce', { deviceId });
      const signature = counter.sign(statementBytes('login', { deviceId, nonce }));
      counter.token = (await call('/session', { deviceId, nonce, signature })).token;
      const journals = counter.head === null ? [] : [{ journalId: counter.journalId, ...counter.head }];
      await call('/hello', { journals, cursor: null, deviceTime: new Date().toISOString(), appVersion: '0.1.0' });
      for (const batch of batches) await call('/push', batch);
      const pulled = await pullAll();
      const { countersigned } = await call('/manifest', day);
      return {
        takenMs: performance.now() - startedAt,
        again,
        pulled,
        countersigned: verifySignature(pageKey, statementBytes('countersign', countersigned.statement), countersigned.signature),
      };
    },
  };
}

const packed = (body: unknown): Buffer<ArrayBuffer> => zstdCompressSync(JSON.stringify(body)) as Buffer<ArrayBuffer>;

async function ask(
  url: string,
  token: string,
  body: Buffer<ArrayBuffer>,
): Promise<{ readonly status: number; readonly json: ReturnType<typeof JSON.parse> } | undefined> {
  try {
    const answer = await fetch(url, {
      method: 'POST',
      headers: {
        'mc-protocol': '1',
        'content-type': 'application/json',
        'content-encoding': 'zstd',
        // Node's fetch unpacks gzip by itself and would be slower at it.
        'accept-encoding': 'identity',
        ...(token === '' ? {} : { authorization: `Bearer ${token}` }),
      },
      body,
      signal: AbortSignal.timeout(CALL_MS),
    });
    const bytes = Buffer.from(await answer.arrayBuffer());
    const text = answer.headers.get('content-encoding') === 'zstd' ? zstdDecompressSync(bytes) : bytes;
    return { status: answer.status, json: JSON.parse(text.toString('utf8')) };
  } catch (error) {
    // The line broke or nobody answered in time: as good as no answer. Anything else is a mistake here.
    if (error instanceof TypeError || (error as Error).name === 'TimeoutError') return undefined;
    throw error;
  }
}
