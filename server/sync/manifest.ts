import type * as z from 'zod';
import { manifestErrors } from '#shared/contract/upstream/errors.ts';
import type { ManifestAnswer, ManifestInput } from '#shared/contract/upstream/values.ts';
import {
  type Countersigned,
  type CountersignStatement,
  differingFields,
  hashOfManifest,
  type Manifest,
  manifestOf,
  type ManifestRow,
  type NamedLink,
} from '#shared/sync/manifest.ts';
import { blobNamedBy, readBody } from '#shared/sync/sent-act.ts';
import { statementBytes } from '#shared/sync/statement.ts';
import { signWith, verifySignature } from '../auth/ed25519.ts';
import { refuse } from '../http/refuse.ts';
import { officeInstant, type Ports } from '../ports.ts';
import { bodiesOfTrunk } from '../store/acts.ts';
import { blobLengths } from '../store/blobs.ts';
import { findJournal } from '../store/journals.ts';
import { getKey } from '../store/keys.ts';
import { findCountersigned, saveManifest } from '../store/manifests.ts';
import type { Caller } from './caller.ts';

const MAX_LINKS = 20_000;

/** Counts the range again from the server's own rows, and puts the server's name to it when both are the same (docs/sync-protocol.md §8). */
export async function countersign(
  { db, clock }: Pick<Ports, 'db' | 'clock'>,
  caller: Caller,
  { manifest, signature }: z.infer<typeof ManifestInput>,
): Promise<z.infer<typeof ManifestAnswer>> {
  if (!verifySignature(caller.publicKey, statementBytes('manifest', manifest), signature))
    throw refuse(manifestErrors, 'signature-wrong', {});
  const manifestHash = hashOfManifest(manifest);
  const done = await findCountersigned(db, caller.agencyCode, manifestHash);
  if (done !== undefined) return { countersigned: done };
  const journal = await findJournal(db, caller.agencyCode, manifest.journalId);
  if (journal !== undefined && journal.deviceId !== caller.deviceId) throw refuse(manifestErrors, 'journal-of-another', {});
  const rows = await bodiesOfTrunk(db, caller.agencyCode, manifest.journalId, manifest.fromSeq, manifest.toSeq);
  const difference = await compare(
    db,
    caller,
    manifest,
    rows.map(({ bytes, ...link }) => ({ ...link, body: readBody(bytes) })),
  );
  if (difference !== null) throw refuse(manifestErrors, 'manifest-differs', difference);
  const { agencyCode, journalId, fromSeq, toSeq } = manifest;
  const countersigned = await sign(db, {
    agencyCode,
    journalId,
    fromSeq,
    toSeq,
    manifestHash,
    serverTime: officeInstant(clock()),
    epoch: caller.epoch,
  });
  await saveManifest(db, manifest, signature, countersigned);
  return { countersigned: (await findCountersigned(db, agencyCode, manifestHash)) ?? countersigned };
}

async function sign(db: Ports['db'], statement: CountersignStatement): Promise<Countersigned> {
  const key = await getKey(db, 'page');
  return { statement, keyId: key.keyId, signature: signWith(key.privateKey)(statementBytes('countersign', statement)) };
}

type Difference = z.infer<(typeof manifestErrors)['manifest-differs']['data']>;

async function compare(db: Ports['db'], caller: Caller, manifest: Manifest, rows: readonly ManifestRow[]): Promise<Difference | null> {
  const named = [...new Set(rows.flatMap(({ body }) => (body === null ? [] : (blobNamedBy(body) ?? []))))].sort();
  const lengths = await blobLengths(db, caller.agencyCode, named);
  const { agencyCode, deviceId } = caller;
  const counted =
    rows.length === 0
      ? null
      : manifestOf({
          agencyCode,
          deviceId,
          journalId: manifest.journalId,
          closedAt: manifest.closedAt,
          rows,
          blobBytes: (blob) => lengths.get(blob),
        });
  const fields = counted === null ? ['headHash', 'acts'] : differingFields(counted, manifest);
  const lacking = named.filter((blob) => !lengths.has(blob));
  if (fields.length === 0 && lacking.length === 0) return null;
  return {
    fields: fields.length === 0 ? ['blobs'] : [...fields],
    counted,
    links: rows.slice(0, MAX_LINKS).map(nameOf),
    lackingBlobs: lacking,
  };
}

const nameOf = ({ seq, linkHash, body }: ManifestRow): NamedLink => ({ seq, linkHash, actId: body?.id ?? null });
