/** What an operator does once or seldom: set the server up, take agencies in, replace keys, publish packs, begin a new epoch. */
import { randomUUID, randomUUIDv7 } from 'node:crypto';
import { generateX25519Identity, identityToRecipient } from 'age-encryption';
import type { Pack, PackStatement } from '#shared/contract/upstream/values.ts';
import { certify, type CertifiedRole } from '#shared/sync/certificate.ts';
import { statementBytes } from '#shared/sync/statement.ts';
import { type KeyPair, newKeyPair, publicKeyOf, signWith } from './auth/ed25519.ts';
import { sha256 } from './auth/secrets.ts';
import { officeInstant, type Ports } from './ports.ts';
import { stopReceiving } from './store/agencies.ts';
import type { Tx } from './store/database.ts';
import { insertEpoch, listEpochs } from './store/epochs.ts';
import { findSetting, getKey, getSetting, insertKey, saveSetting } from './store/keys.ts';
import { insertPack } from './store/packs.ts';

type Needs = Pick<Ports, 'db' | 'clock'>;

/** A mistake of the operator's; `code` goes into the command line's answer. */
export class SetUpFault extends Error {
  override readonly name = 'SetUpFault';
  readonly code: string;

  constructor(code: string, options?: ErrorOptions) {
    super(code, options);
    this.code = code;
  }
}

/**
 * Makes the root key and everything it certifies. The private root key is given to `keep`, which has it safe before anything of it counts, and given back; the
 * server has it nowhere. Throws `already-set-up`.
 */
export async function initServer(
  { db, clock }: Needs,
  upstreamName: string,
  keep: (rootPrivateKey: string) => Promise<void> = async () => undefined,
): Promise<{ readonly rootPrivateKey: string; readonly rootPublicKey: string; readonly epoch: string }> {
  const root = newKeyPair();
  const epoch = randomUUIDv7();
  const at = clock();
  await db.transaction().execute(async (tx) => {
    if ((await findSetting(tx, 'rootPublicKey')) !== undefined) throw new SetUpFault('already-set-up');
    await saveSetting(tx, 'rootPublicKey', root.publicKey);
    await saveSetting(tx, 'upstreamName', upstreamName);
    await saveSetting(tx, 'serverDeviceId', randomUUID());
    await saveSetting(tx, 'serverName', 'upstream');
    await insertEpoch(tx, epoch, 'init', at);
    for (const role of ['page', 'pack', 'age'] as const) await insertKey(tx, await newCertified(role, root.privateKey, at));
    await keep(root.privateKey);
  });
  return { rootPrivateKey: root.privateKey, rootPublicKey: root.publicKey, epoch };
}

/** Another key for `role`, certified by the root the operator brings. Throws `root-wrong`. */
export async function replaceKey({ db, clock }: Needs, role: CertifiedRole, rootPrivateKey: string): Promise<{ readonly keyId: string }> {
  if (publicKeyIn(rootPrivateKey) !== (await getSetting(db, 'rootPublicKey'))) throw new SetUpFault('root-wrong');
  const key = await newCertified(role, rootPrivateKey, clock());
  await insertKey(db, key);
  return { keyId: key.certificate.statement.keyId };
}

/** Undefined for a text that is no key at all. */
function publicKeyIn(privateKey: string): string | undefined {
  try {
    return publicKeyOf(privateKey);
  } catch {
    // OpenSSL says why a text is no key; to the operator it is one answer: not the root's.
    return undefined;
  }
}

async function newCertified(role: CertifiedRole, rootPrivateKey: string, at: Date) {
  const pair = role === 'age' ? await newAgePair() : newKeyPair();
  return { ...pair, role, createdAt: at, certificate: certify(role, pair.publicKey, officeInstant(at), null, signWith(rootPrivateKey)) };
}

async function newAgePair(): Promise<KeyPair> {
  const privateKey = await generateX25519Identity();
  return { privateKey, publicKey: await identityToRecipient(privateKey) };
}

/** Signs `content` as the next version of the pack `name`. */
export async function publishPack(
  { db }: Needs,
  pack: Pick<PackStatement, 'name' | 'validFrom' | 'validTo'> & { readonly content: string },
): Promise<PackStatement> {
  return db.transaction().execute(async (tx) => {
    const last = await tx
      .selectFrom('pack')
      .select('version')
      .where('name', '=', pack.name)
      .orderBy('version', 'desc')
      .limit(1)
      .executeTakeFirst();
    const { content, ...named } = pack;
    const statement: PackStatement = { ...named, version: (last?.version ?? 0) + 1, contentHash: sha256(content).toString('hex') };
    const key = await getKey(tx, 'pack');
    const signed: Pack = { statement, keyId: key.keyId, signature: signWith(key.privateKey)(statementBytes('pack', statement)), content };
    await insertPack(tx, signed);
    return statement;
  });
}

/**
 * After a backup was brought back, in the same transaction: every session ends, and agencies wait for what their counters hold
 * (docs/sync-protocol.md §9). Without it a restored server would give places a second time.
 */
export async function beginEpoch(tx: Tx, at: Date): Promise<{ readonly epoch: string }> {
  const epoch = randomUUIDv7();
  const last = (await listEpochs(tx)).at(-1);
  // Their order is their text's.
  if (last !== undefined && epoch <= last) throw new SetUpFault('clock-behind-last-epoch');
  await insertEpoch(tx, epoch, 'restore', at);
  await stopReceiving(tx);
  return { epoch };
}
