/** Numbers an act has put on paper. Read from the payload as it stands, so that an act a newer app wrote uses up its numbers as well. */
import { parseDossierCode } from '#shared/domain/dossier/code.ts';
import type { ActBody, JsonValue } from '#shared/journal/act.ts';
import type { SeriesName } from './queries/numbers.ts';

export type OrderNumber = { readonly agencyCode: string; readonly date: string; readonly number: number; readonly dossierId: string };
export type SeriesNumber = { readonly name: SeriesName; readonly volume: string; readonly year: number; readonly number: number };

export function numbersOf({ kind, dossierId, payload, occurredAt }: ActBody): {
  readonly order: OrderNumber | undefined;
  readonly series: readonly SeriesNumber[];
} {
  if (dossierId === null || !kind.startsWith('dossier.')) return { order: undefined, series: [] };
  const code = payload['dossierCode'];
  const parts = typeof code === 'string' ? parseDossierCode(code) : undefined;
  const year = yearOf(occurredAt);
  return {
    order: parts === undefined ? undefined : { agencyCode: parts.agencyCode, date: parts.receivedOn, number: parts.number, dossierId },
    series: [
      ...seriesNumber('register', payload['registerVolume'], year, payload['registerNo']),
      ...seriesNumber('slip', payload['counterNo'], year, payload['slipNo']),
    ],
  };
}

function seriesNumber(
  name: SeriesName,
  volume: JsonValue | undefined,
  year: number,
  number: JsonValue | undefined,
): readonly SeriesNumber[] {
  if (typeof number !== 'number' || (typeof volume !== 'string' && typeof volume !== 'number')) return [];
  return [{ name, volume: String(volume), year, number }];
}

/** The office's year: a book is opened and closed by its own calendar, not by UTC. */
function yearOf(instant: string): number {
  return new Date(Date.parse(instant) + 7 * 3_600_000).getUTCFullYear();
}
