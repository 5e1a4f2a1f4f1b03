/**
 * Makes the content of `test/fixtures/act-vectors.json` again from its inputs, log frames straight from `docs/act-format.md` with
 * Node's own primitives, so that the frozen file checks both the code and the document. Run once, when the format was
 * frozen: `node test/helpers/act-vectors.ts > test/fixtures/act-vectors.json`.
 */
import { createCipheriv, createHash, hkdfSync } from 'node:crypto';
import { pathToFileURL } from 'node:url';
import { crc32 } from 'node:zlib';
import type { Act, ActBody } from '#shared/journal/act.ts';
import { canonicalText } from '#shared/journal/canonical.ts';
import { hashOfLink, linkAct, headOf, type Head } from '#shared/journal/chain.ts';
import { DOSSIER, hash, june, samples, uuid } from './acts.ts';

const common = { agencyCode: '000.05.24.H11', deviceId: uuid(0xde01), recordedAt: '2026-06-08T09:15:30.250+07:00' } as const;

const bodies: readonly { readonly name: string; readonly body: ActBody }[] = [
  {
    name: 'first act of a journal',
    body: {
      ...common,
      id: uuid(1),
      kind: 'journal.opened',
      v: 1,
      actorId: 'cli:root',
      dossierId: null,
      basedOn: null,
      occurredAt: june(8, '07:30'),
      payload: samples['journal.opened'],
    },
  },
  {
    name: 'accepted dossier',
    body: {
      ...common,
      id: uuid(2),
      kind: 'dossier.accepted',
      v: 1,
      actorId: 'tiep-nhan',
      dossierId: DOSSIER,
      basedOn: null,
      occurredAt: june(8),
      payload: samples['dossier.accepted'],
    },
  },
  {
    name: 'text as typed: decomposed marks, quotes, tab, line feed, beyond the BMP',
    body: {
      ...common,
      id: uuid(3),
      kind: 'dossier.noted',
      v: 1,
      actorId: 'tiep-nhan',
      dossierId: DOSSIER,
      basedOn: uuid(2),
      occurredAt: june(8, '10:00'),
      payload: { text: 'Ho\u0300a v\u00e0 H\u00f2a "\\/"\t\n\u001f\u007f\ud83d\ude00' },
    },
  },
  {
    name: 'a kind of a newer app: keys by UTF-16 units, largest integers, nesting',
    body: {
      ...common,
      id: uuid(4),
      kind: 'dossier.inventedLater',
      v: 7,
      actorId: 'tiep-nhan',
      dossierId: DOSSIER,
      basedOn: uuid(3),
      occurredAt: june(8, '10:01'),
      payload: {
        '\ufb33': 1,
        '😀': 2,
        '€': 3,
        ö: 4,
        '\u0080': 5,
        '1': 6,
        '\r': 7,
        Z: 8,
        a: [9007199254740991, -9007199254740991, 0, null, true, false, [], {}, { b: { a: '' } }],
      },
    },
  },
];

const hex = (bytes: Uint8Array): string => Buffer.from(bytes).toString('hex');
const sha256 = (text: string): string => createHash('sha256').update(text, 'utf8').digest('hex');

export function actVectors(): readonly object[] {
  const journalId = uuid(0xa1);
  let head: Head | null = null;
  return bodies.map(({ name, body }) => {
    const act = linkAct(head, journalId, body);
    head = headOf(act.link);
    const canonical = canonicalText(body);
    return {
      name,
      body,
      canonical,
      canonicalHex: hex(Buffer.from(canonical, 'utf8')),
      bodyHash: sha256(canonical),
      link: act.link,
      linkCanonical: canonicalText(act.link),
      linkHash: hashOfLink(act.link),
    };
  });
}

type FrameInput = { readonly index: number; readonly nonce: string; readonly plaintext: string };

/** Two frames: the journal's first act alone, then two acts of one transaction. */
export function logVectors(acts: readonly Act[]): object {
  const dataKey = Buffer.from(Array.from({ length: 32 }, (_, index) => index));
  const logId = Buffer.from('019eb00000007000800000000000106d', 'hex');
  const header = Buffer.concat([Buffer.from('MCLOG1\n', 'latin1'), logId, Buffer.alloc(8)]);
  const key = Buffer.from(hkdfSync('sha256', dataKey, logId, 'mot-cua/journal-log/1', 32));
  const content = (some: readonly Act[]): string => canonicalText({ acts: some.map(({ body, link }) => ({ body, link })) });
  const inputs: readonly FrameInput[] = [
    { index: 0, nonce: hash(1).slice(-24), plaintext: content(acts.slice(0, 1)) },
    { index: 1, nonce: hash(2).slice(-24), plaintext: content(acts.slice(1, 3)) },
  ];
  const frames = inputs.map(({ index, nonce, plaintext }) => {
    const place = Buffer.alloc(8);
    place.writeBigUInt64LE(BigInt(index));
    const cipher = createCipheriv('aes-256-gcm', key, Buffer.from(nonce, 'hex'));
    cipher.setAAD(Buffer.concat([header, place]));
    const sealed = Buffer.concat([cipher.update(plaintext, 'utf8'), cipher.final()]);
    const rest = Buffer.concat([Buffer.from(nonce, 'hex'), sealed, cipher.getAuthTag()]);
    const prefix = Buffer.alloc(8);
    prefix.writeUInt32LE(rest.length, 0);
    prefix.writeUInt32LE(crc32(rest), 4);
    return { index, nonce, plaintext, frame: hex(Buffer.concat([prefix, rest])) };
  });
  return { dataKey: hex(dataKey), logId: hex(logId), header: hex(header), key: hex(key), frames };
}

export function allVectors(): object {
  const vectors = actVectors();
  return { acts: vectors, log: logVectors(vectors as readonly Act[]) };
}

if (process.argv[1] !== undefined && import.meta.url === pathToFileURL(process.argv[1]).href) {
  process.stdout.write(`${JSON.stringify(allVectors(), null, 2)}\n`);
}
