/** The gap ledger of this counter for one year, read a few dossiers at a time so that the desk goes on working. */
import { setImmediate as breathe } from 'node:timers/promises';
import type { Gap, GapLedger } from '#shared/contract/numbers.ts';
import { codeGaps, type NumberGap, type NumberInUse, seriesGaps } from '#shared/domain/dossier/number-gaps.ts';
import { NumbersAfterRestore } from '#shared/domain/dossier/numbers-after-restore.ts';
import { numbersOf } from '../../store/act-numbers.ts';
import { numbersAfterRestoreName } from '../../store/queries/settings.ts';
import type { StoreReader } from '../../store/store.ts';
import { actorNames } from './people.ts';

/** Dossiers read before the worker turns to whoever is waiting. */
const dossiersAtOnce = 50;

/** Years this counter gave a register number in, and `thisYear`; the newest first. */
export function ledgerYears({ numbers, identity }: StoreReader, thisYear: number): number[] {
  const own = numbers.registerVolumes().filter(({ volume }) => volume === volumeOf(identity.counterNo));
  return [...new Set([thisYear, ...own.map(({ year }) => year)])].sort((a, b) => b - a);
}

/** Yields how many dossiers were read; returns the ledger. */
export async function* numberLedger(reader: StoreReader, year: number): AsyncGenerator<number, GapLedger> {
  const { identity, numbers, settings } = reader;
  const { counterNo } = identity;
  const volume = volumeOf(counterNo);
  const kept = settings.get(numbersAfterRestoreName);
  const after = kept === undefined ? undefined : NumbersAfterRestore.parse(kept);
  const inUse: InUse = { codes: new Map(), register: [], slip: [] };
  let done = 0;
  for (const ids of reader.dossiers.numberedBy(counterNo, year)) {
    for (const [at, id] of ids.entries()) {
      noteNumbers(reader, id, { year, volume, counterNo }, inUse);
      done += 1;
      if (at % dossiersAtOnce === dossiersAtOnce - 1) await breathe();
    }
    yield done;
    await breathe();
  }
  // A day nothing is held of may still be on paper.
  for (const date of [after?.lastOnPaper?.date, ...(after?.known.map((day) => day.date) ?? [])])
    if (date?.startsWith(`${String(year)}-`) === true && !inUse.codes.has(date)) inUse.codes.set(date, []);
  const dates = [...inUse.codes].sort(([a], [b]) => (a < b ? -1 : 1));
  const gaps = [
    ...dates.flatMap(([date, used]) => codeGaps(counterNo, date, used, after).map((gap) => ({ series: 'code' as const, date, gap }))),
    ...(['register', 'slip'] as const).flatMap((series) =>
      seriesGaps(year, numbers.lastOfSeries(series, series === 'register' ? volume : counterNo, year), inUse[series], after).map((gap) => ({
        series,
        date: null,
        gap,
      })),
    ),
  ];
  return { year, counterNo, volume, numbers: done, gaps: toldGaps(reader, gaps) };
}

const volumeOf = (counterNo: number): string => String(counterNo).padStart(2, '0');

type InUse = { readonly codes: Map<string, NumberInUse[]>; readonly register: NumberInUse[]; readonly slip: NumberInUse[] };
type Own = { readonly year: number; readonly volume: string; readonly counterNo: number };

function noteNumbers({ acts, dossiers }: StoreReader, dossierId: string, own: Own, inUse: InUse): void {
  const voided = dossiers.findRow(dossierId)?.status === 'voided';
  for (const { body } of acts.ofDossier(dossierId)) {
    const { order, series } = numbersOf(body);
    if (order !== undefined && Math.floor(order.number / 1000) === own.counterNo) {
      const used = inUse.codes.get(order.date) ?? [];
      used.push({ number: order.number, dossierId, voided });
      inUse.codes.set(order.date, used);
    }
    for (const { name, volume, year, number } of series) {
      const isOwn = year === own.year && volume === (name === 'register' ? own.volume : String(own.counterNo));
      if (isOwn) inUse[name].push({ number, dossierId, voided });
    }
  }
}

type Found = { readonly series: Gap['series']; readonly date: string | null; readonly gap: NumberGap };

function toldGaps(reader: StoreReader, found: readonly Found[]): Gap[] {
  const voids = new Map(
    [...new Set(found.flatMap(({ gap }) => gap.dossierId ?? []))].map((dossierId) => {
      const state = reader.dossiers.findState(dossierId);
      const act = state?.timeline.findLast(({ kind, effect }) => kind === 'dossier.voided' && effect === 'applied');
      return [dossierId, { dossierCode: state?.dossierCode ?? null, reason: state?.closing?.reason ?? '', act }];
    }),
  );
  const names = actorNames(
    reader,
    [...voids.values()].flatMap(({ act }) => act?.actorId ?? []),
  );
  return found.map(({ series, date, gap: { from, to, reason, dossierId } }) => {
    const voided = dossierId === null ? undefined : voids.get(dossierId);
    return {
      series,
      date,
      from,
      to,
      reason,
      voided:
        dossierId === null || voided === undefined
          ? null
          : {
              dossierId,
              dossierCode: voided.dossierCode,
              at: voided.act?.occurredAt ?? null,
              by: voided.act === undefined ? null : (names[voided.act.actorId] ?? voided.act.actorId),
              reason: voided.reason,
            },
    };
  });
}
