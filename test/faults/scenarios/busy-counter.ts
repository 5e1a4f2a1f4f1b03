/** A counter that never rests: it writes, pushes old and new batches, sends papers, pulls and closes days, whatever becomes of its calls, and remembers what was confirmed. */
import { createHash, randomUUIDv7 } from 'node:crypto';
import { API_PREFIX } from '#shared/contract/upstream.ts';
import type { SentAct } from '#shared/sync/sent-act.ts';
import type { Counter } from '../../server/helpers/counter.ts';

type Confirmed = { readonly epoch: string; readonly position: number };

export type BusyCounter = {
  readonly counter: Counter;
  /** By act id, as it was first answered. */
  readonly confirmed: ReadonlyMap<string, Confirmed>;
  readonly blobs: ReadonlyMap<string, Buffer>;
  readonly confirmedBlobs: ReadonlySet<string>;
  /** By manifest hash. */
  readonly countersigned: ReadonlyMap<string, string>;
  /** Answers that broke a promise, each in a sentence. */
  readonly broken: readonly string[];
  /** One thing to do, chosen by chance. A line that breaks, or a server that fails, is no fault of the counter's: it answers `false`. */
  readonly step: () => Promise<boolean>;
  /** Sends and closes everything; true when all of it was confirmed. */
  readonly finish: () => Promise<boolean>;
};

const tus = { 'mc-protocol': '1', 'tus-resumable': '1.0.0' };
const CALL_MS = 60_000;

export function busyCounter(counter: Counter, url: () => string, random: () => number): BusyCounter {
  const upTo = (most: number): number => Math.floor(random() * (most + 1));
  const confirmed = new Map<string, Confirmed>();
  const blobs = new Map<string, Buffer>();
  const confirmedBlobs = new Set<string>();
  const countersigned = new Map<string, string>();
  const broken: string[] = [];
  let pushedTo = 0;
  let closedTo = 0;

  const write = (): void => {
    const dossierId = randomUUIDv7();
    for (let act = 0; act <= upTo(30); act += 1) {
      if (random() > 0.1) counter.note(`ghi chú ${String(act)}`, { dossierId });
      else scan(dossierId);
    }
  };
  const scan = (dossierId: string): void => {
    const bytes = Buffer.alloc(2000 + upTo(200_000), randomUUIDv7());
    const blobSha256 = createHash('sha256').update(bytes).digest('hex');
    blobs.set(blobSha256, bytes);
    const payload = { documentName: 'Đơn', blobSha256, pages: 1, mediaType: 'application/pdf' as const };
    counter.write(counter.body('document.scanned', payload, { dossierId }));
  };

  const remember = ({ body }: SentAct, place: Confirmed): void => {
    const { id } = JSON.parse(body) as { id: string };
    const before = confirmed.get(id);
    if (before === undefined) confirmed.set(id, { epoch: place.epoch, position: place.position });
    else if (before.position !== place.position || before.epoch !== place.epoch)
      broken.push(`an act confirmed at ${String(before.position)} was answered at ${String(place.position)}`);
  };

  const push = async (): Promise<boolean> => {
    // Now and then from before what was confirmed: an old batch once more.
    const from = random() < 0.3 ? upTo(pushedTo) : pushedTo;
    const acts = counter.journal.slice(from, from + 1 + upTo(200));
    if (acts.length === 0) return true;
    const { status, json } = await counter.push(acts);
    if (status !== 200) return refused('push', status, json);
    acts.forEach((act, index) => {
      remember(act, json.results[index]);
    });
    pushedTo = Math.max(pushedTo, from + acts.length);
    return true;
  };

  const call = (method: string, hash: string, headers: Record<string, string>, body?: Buffer<ArrayBuffer>): Promise<Response> =>
    fetch(`${url()}${API_PREFIX}/blobs/${hash}`, {
      method,
      headers: { ...tus, authorization: `Bearer ${counter.token}`, ...headers },
      signal: AbortSignal.timeout(CALL_MS),
      ...(body === undefined ? {} : { body }),
    });
  const sendBlob = async (hash: string, bytes: Buffer): Promise<boolean> => {
    const created = await call('POST', '', {
      'upload-length': String(bytes.length),
      'upload-metadata': `sha256 ${Buffer.from(hash).toString('base64')}`,
    });
    if (created.status === 403) return true;
    if (created.status === 409) {
      confirmedBlobs.add(hash);
      return true;
    }
    if (created.status !== 201) return refused('blob', created.status, await created.text());
    for (;;) {
      const head = await call('HEAD', hash, {});
      if (head.status !== 200) return refused('blob HEAD', head.status, '');
      const offset = Number(head.headers.get('upload-offset'));
      if (offset === bytes.length) break;
      const part = Buffer.from(bytes.subarray(offset, offset + 65_536));
      const answer = await call(
        'PATCH',
        hash,
        { 'content-type': 'application/offset+octet-stream', 'upload-offset': String(offset) },
        part,
      );
      if (answer.status !== 204) return refused('blob PATCH', answer.status, await answer.text());
    }
    // The last byte is there; that it is a blob is confirmed when the server says so.
    const done = await call('POST', '', {
      'upload-length': String(bytes.length),
      'upload-metadata': `sha256 ${Buffer.from(hash).toString('base64')}`,
    });
    if (done.status === 409) confirmedBlobs.add(hash);
    return done.status === 409 || refused('blob end', done.status, await done.text());
  };
  const sendSomeBlob = async (): Promise<boolean> => {
    const left = [...blobs].find(([hash]) => !confirmedBlobs.has(hash));
    return left === undefined || sendBlob(...left);
  };

  const close = async (): Promise<boolean> => {
    if (pushedTo === closedTo || pushedTo < counter.journal.length || confirmedBlobs.size < blobs.size) return true;
    const manifest = counter.manifest(closedTo + 1, new Map([...blobs].map(([hash, { length }]) => [hash, length])));
    const { status, json } = await counter.countersign(manifest);
    if (status !== 200) return refused('manifest', status, json);
    const { manifestHash } = json.countersigned.statement;
    const text = JSON.stringify(json.countersigned);
    if ((countersigned.get(manifestHash) ?? text) !== text) broken.push('one manifest was countersigned in two ways');
    countersigned.set(manifestHash, text);
    closedTo = manifest.toSeq;
    return true;
  };

  /** The server may be gone or fail; what it refuses by name would be a broken promise here, where everything asked is right. */
  const refused = (what: string, status: number, answer: unknown): false => {
    if (status < 500) broken.push(`${what} was refused: ${String(status)} ${JSON.stringify(answer)}`);
    return false;
  };
  const attempt = async (work: () => Promise<boolean>): Promise<boolean> => {
    try {
      return await work();
    } catch (error) {
      if (isCut(error)) return false;
      throw error;
    }
  };

  return {
    counter,
    confirmed,
    blobs,
    confirmedBlobs,
    countersigned,
    broken,
    step: () => {
      const chance = random();
      if (chance < 0.25) write();
      if (chance < 0.6) return attempt(push);
      if (chance < 0.8) return attempt(sendSomeBlob);
      if (chance < 0.9) return attempt(() => counter.pullAll(1 + upTo(499)).then(() => true));
      return attempt(close);
    },
    finish: () =>
      attempt(async () => {
        while (pushedTo < counter.journal.length) if (!(await push())) return false;
        while (confirmedBlobs.size < blobs.size) if (!(await sendSomeBlob())) return false;
        await counter.pullAll();
        return close();
      }),
  };
}

/** The line was cut, nobody listens, nobody answers in time, or a page was answered with a failure of the server's. */
function isCut(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  return (
    error.message === 'fetch failed' ||
    error.name === 'TimeoutError' ||
    error.message === 'terminated' ||
    /^pull answered 5\d\d /u.test(error.message) ||
    error instanceof SyntaxError
  );
}
