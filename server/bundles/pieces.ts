/** A counter's lines as the calls they stand for. */
import { MAX_UNPACKED_BYTES } from '#shared/contract/upstream.ts';
import type { BundleLine } from '#shared/sync/bundle.ts';
import { BundleFault } from '#shared/sync/bundle-lines.ts';
import type { ManifestInput, PushInput } from '#shared/contract/upstream/values.ts';
import type { SignedPage } from '#shared/sync/page.ts';
import type { SentAct } from '#shared/sync/sent-act.ts';
import type * as z from 'zod';

export type Pieces = {
  readonly push: (input: z.infer<typeof PushInput>) => void | Promise<void>;
  /** A blob begins, `bytes` long; its chunks follow, then `blobEnds`. */
  readonly blob: (hash: string, bytes: number) => void | Promise<void>;
  readonly chunk: (bytes: Uint8Array) => void | Promise<void>;
  readonly blobEnds: (hash: string) => void | Promise<void>;
  readonly manifest: (input: z.infer<typeof ManifestInput>) => void | Promise<void>;
  /** A page the counter keeps, for a restored server. */
  readonly offer: (page: SignedPage) => void | Promise<void>;
  /** All pages have been offered to this epoch. */
  readonly offered: (epoch: string) => void | Promise<void>;
};

/** One batch of a push; over the line no more than `MAX_UNPACKED_BYTES` would pass either. */
const MAX_ACTS = 500;

/** Takes the lines one by one, `end` after the last. Throws `bundle-damaged` for lines that do not fit each other or come from no counter. */
export function takeLines(pieces: Pieces): { readonly visit: (line: BundleLine) => Promise<void>; readonly end: () => void } {
  let acts: SentAct[] = [];
  let actsLength = 0;
  let blob: { readonly hash: string; left: number } | undefined;
  const unfit = (why: string): BundleFault => new BundleFault('bundle-damaged', { why });

  const chunk = async (text: string): Promise<void> => {
    const bytes = Buffer.from(text, 'base64');
    if (blob === undefined || bytes.length === 0 || bytes.length > blob.left) throw unfit('chunk');
    blob.left -= bytes.length;
    await pieces.chunk(bytes);
    if (blob.left === 0) await endBlob(blob.hash);
  };
  const endBlob = async (hash: string): Promise<void> => {
    blob = undefined;
    await pieces.blobEnds(hash);
  };
  const push = async ({ head: { journalId, ...head }, headSignature }: Extract<BundleLine, { head: object }>): Promise<void> => {
    const batch = acts;
    acts = [];
    actsLength = 0;
    if (batch.length === 0) throw unfit('batch');
    await pieces.push({ journalId, acts: batch, head, headSignature });
  };

  return {
    visit: async (line) => {
      if ('chunk' in line) return chunk(line.chunk);
      if (blob !== undefined) throw unfit('chunk');
      if ('act' in line) {
        actsLength += line.act.body.length;
        if (acts.length === MAX_ACTS || actsLength > MAX_UNPACKED_BYTES) throw unfit('batch');
        acts.push(line.act);
      } else if ('head' in line) {
        await push(line);
      } else if ('blob' in line) {
        blob = { hash: line.blob, left: line.bytes };
        await pieces.blob(line.blob, line.bytes);
        if (line.bytes === 0) await endBlob(line.blob);
      } else if ('manifest' in line) {
        await pieces.manifest(line);
      } else if ('page' in line) {
        await pieces.offer(line.page);
      } else if ('offered' in line) {
        await pieces.offered(line.offered);
      } else {
        throw unfit('line');
      }
    },
    end: () => {
      if (blob !== undefined) throw unfit('chunk');
      if (acts.length > 0) throw unfit('batch');
    },
  };
}
