/** After a manifest the server counted otherwise: the acts only one side has, by name. */
import * as z from 'zod';
import type { DifferingAct } from '#shared/contract/day-end.ts';
import { differingLinks, NamedLink } from '#shared/sync/manifest.ts';
import type { StoreReader } from '../../store/store.ts';

/** Enough to see what happened; the rest is of the same making. */
const mostNamed = 100;

/** Empty unless the last attempt ended with `manifest-differs`. */
export function differingActs(reader: StoreReader): DifferingAct[] {
  const last = reader.sync.last();
  const links = z.array(NamedLink).safeParse(last?.details['links']);
  if (last?.error !== 'manifest-differs' || !links.success) return [];
  return reader.sync
    .journals()
    .flatMap(({ journalId }) => inJournal(reader, journalId, links.data))
    .slice(0, mostNamed);
}

function inJournal(reader: StoreReader, journalId: string, there: readonly NamedLink[]): DifferingAct[] {
  const range = reader.sync.manifestRange(journalId);
  if (range === null) return [];
  const rows = reader.sync.manifestRows(journalId, range.fromSeq, range.toSeq);
  const here = rows.map(({ seq, linkHash, body }) => ({ seq, linkHash, actId: body?.id ?? null }));
  const { onlyHere, onlyThere } = differingLinks(here, there);
  // Of a journal the server was not asked about, everything would differ.
  if (onlyHere.length === here.length && here.length > 0 && there.length > 0 && onlyThere.length === there.length) return [];
  return [...onlyHere.map((link) => named(reader, link, 'here')), ...onlyThere.map((link) => named(reader, link, 'there'))];
}

function named({ acts, dossiers }: StoreReader, { seq, actId }: NamedLink, side: DifferingAct['side']): DifferingAct {
  const body = actId === null ? undefined : acts.find(actId)?.body;
  const dossierId = body?.dossierId ?? null;
  const row = dossierId === null ? undefined : dossiers.findRow(dossierId);
  return {
    seq,
    side,
    kind: body?.kind ?? null,
    dossierId,
    dossierCode: row?.dossierCode ?? null,
    applicantName: row?.applicantName ?? null,
  };
}
