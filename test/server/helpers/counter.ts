/** A counter as the protocol sees it: a key, a journal, what it has pulled. */
import { randomUUIDv7 } from 'node:crypto';
import type { ActBody, PlacedAct } from '#shared/journal/act.ts';
import { bodyBytes, newBody } from '#shared/journal/body.ts';
import { type Head, headOf, linkAct } from '#shared/journal/chain.ts';
import type { Kind, PayloadOf } from '#shared/journal/kinds.ts';
import { certifiedKey, type Certificate } from '#shared/sync/certificate.ts';
import { type Manifest, manifestOf } from '#shared/sync/manifest.ts';
import { type Cursor, faultOfPage, type SignedPage } from '#shared/sync/page.ts';
import { readBody, type SentAct } from '#shared/sync/sent-act.ts';
import { statementBytes } from '#shared/sync/statement.ts';
import { headBytes, loginBytes } from '#shared/sync/statements.ts';
import { newKeyPair, signWith, verifySignature } from '../../../server/auth/ed25519.ts';
import { hashOfBytes } from '#shared/journal/body.ts';
import { samples } from '../../helpers/acts.ts';
import type { Answer, District } from './district.ts';

/** What a counter sees of a server: its calls, and what it was told of it beforehand. */
export type Upstream = Pick<District, 'post' | 'now' | 'rootPublicKey'>;

export class Counter {
  readonly keys = newKeyPair();
  readonly sign = signWith(this.keys.privateKey);
  journalId = randomUUIDv7();
  head: Head | null = null;
  /** The living journal, in its order. */
  journal: SentAct[] = [];
  token = '';
  cursor: Cursor | null = null;
  readonly pages: SignedPage[] = [];
  /** By body hash, as the server placed them. */
  readonly placed = new Map<string, PlacedAct>();
  certificates: Certificate[] = [];
  private number = 0;
  district: Upstream;
  readonly agencyCode: string;
  readonly counterNo: number;
  readonly deviceId: string;

  constructor(district: Upstream, agencyCode: string, counterNo: number, deviceId: string) {
    this.district = district;
    this.agencyCode = agencyCode;
    this.counterNo = counterNo;
    this.deviceId = deviceId;
  }

  async enrol(secret: string): Promise<Answer> {
    const { deviceId, agencyCode, counterNo, journalId } = this;
    const answer = await this.district.post('/enrol', {
      secret,
      deviceId,
      devicePublicKey: this.keys.publicKey,
      agencyCode,
      counterNo,
      journalId,
    });
    if (answer.status === 200) this.certificates = answer.json.certificates;
    return answer;
  }

  async logIn(): Promise<Answer> {
    const { json } = await this.district.post('/session/nonce', { deviceId: this.deviceId });
    const answer = await this.district.post('/session', {
      deviceId: this.deviceId,
      nonce: json.nonce,
      signature: this.sign(loginBytes(this.deviceId, json.nonce)),
    });
    if (answer.status === 200) this.token = answer.json.token;
    return answer;
  }

  post(path: string, body: unknown, headers: Record<string, string> = {}): Promise<Answer> {
    return this.district.post(path, body, this.token, headers);
  }

  body<K extends Kind>(kind: K, payload: PayloadOf<K>, fields: Partial<ActBody> = {}): ActBody {
    return newBody({
      id: randomUUIDv7(),
      agencyCode: this.agencyCode,
      deviceId: this.deviceId,
      actorId: 'person-1',
      dossierId: null,
      basedOn: null,
      occurredAt: '2026-06-08T09:15:00+07:00',
      recordedAt: '2026-06-08T09:15:02+07:00',
      ...fields,
      kind,
      payload,
    });
  }

  /** Links a body, or bytes that are none, on the living journal. */
  write(body: ActBody | string): SentAct {
    const text = typeof body === 'string' ? body : Buffer.from(bodyBytes(body)).toString('utf8');
    const { link } = typeof body === 'string' ? this.linkText(text) : linkAct(this.head, this.journalId, body);
    this.head = headOf(link);
    const act = { body: text, link };
    this.journal.push(act);
    return act;
  }

  private linkText(text: string) {
    return {
      link: {
        journalId: this.journalId,
        seq: (this.head?.seq ?? 0) + 1,
        prev: this.head?.linkHash ?? '0'.repeat(64),
        bodyHash: hashOfBytes(Buffer.from(text, 'utf8')),
      },
    };
  }

  note(text: string, fields: Partial<ActBody> = {}): SentAct {
    return this.write(this.body('dossier.noted', { text }, { dossierId: randomUUIDv7(), ...fields }));
  }

  accept(fields: Partial<ActBody> = {}, payload: Partial<PayloadOf<'dossier.accepted'>> = {}): SentAct {
    this.number += 1;
    const dossierCode = `${this.agencyCode}-260608-${String(this.counterNo * 1000 + this.number)}`;
    return this.write(
      this.body(
        'dossier.accepted',
        { ...samples['dossier.accepted'], dossierCode, counterNo: this.counterNo, ...payload },
        { dossierId: randomUUIDv7(), ...fields },
      ),
    );
  }

  batch(acts: readonly SentAct[]) {
    const head = headOf(acts.at(-1)!.link);
    const { journalId } = acts[0]!.link;
    return { journalId, acts, head, headSignature: this.sign(headBytes(this.agencyCode, { journalId, ...head })) };
  }

  push(acts: readonly SentAct[] = this.journal): Promise<Answer> {
    return this.post('/push', this.batch(acts));
  }

  hello(): Promise<Answer> {
    const journals = this.head === null ? [] : [{ journalId: this.journalId, ...this.head }];
    return this.post('/hello', { journals, cursor: this.cursor, deviceTime: this.district.now.toISOString(), appVersion: '0.1.0' });
  }

  /** Pulls to the end, checking every page as a counter must. */
  async pullAll(limit = 500): Promise<void> {
    for (let more = true; more;) {
      const { status, json } = await this.post('/pull', { cursor: this.cursor, limit });
      if (status !== 200) throw new Error(`pull answered ${String(status)} ${JSON.stringify(json)}`);
      more = json.more;
      this.take(json);
    }
  }

  take(page: SignedPage): void {
    const key = certifiedKey(this.certificates, { role: 'page', keyId: page.keyId }, this.district.rootPublicKey, verifySignature);
    const fault = faultOfPage(page, key, verifySignature);
    if (fault !== null) throw new Error(`page ${fault}`);
    page.page.entries.forEach(({ epoch, position, bodyHash }, index) => {
      const act = page.acts[index]!;
      const body = readBody(Buffer.from(act.body));
      if (body !== null) this.placed.set(bodyHash, { body, link: act.link, placement: { epoch, position } });
    });
    if (page.page.entries.length > 0) this.pages.push({ page: page.page, keyId: page.keyId, signature: page.signature, acts: page.acts });
    this.cursor = page.page.to;
  }

  /** Of the living journal's acts from `fromSeq`. */
  manifest(fromSeq = 1, blobs: ReadonlyMap<string, number> = new Map()): Manifest {
    const { agencyCode, deviceId, journalId } = this;
    const rows = this.journal
      .filter(({ link }) => link.seq >= fromSeq)
      .map(({ body, link }) => ({ seq: link.seq, linkHash: headOf(link).linkHash, body: readBody(Buffer.from(body)) }));
    return manifestOf({
      agencyCode,
      deviceId,
      journalId,
      closedAt: '2026-06-08T17:00:00+07:00',
      rows,
      blobBytes: (hash) => blobs.get(hash),
    });
  }

  countersign(manifest: Manifest): Promise<Answer> {
    return this.post('/manifest', { manifest, signature: this.sign(statementBytes('manifest', manifest)) });
  }
}
