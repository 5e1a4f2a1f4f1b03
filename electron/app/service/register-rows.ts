/**
 * What stands in one volume of the register of dossiers: every number given in its year, in the order of the numbers (TT 01/2018/TT-VPCP Đ10 k2). Folded a few dossiers
 * at a time, so that the desk goes on working.
 */
import { setImmediate as breathe } from 'node:timers/promises';
import { fromInstant, localMinuteOf } from '#shared/domain/deadline/local-date-time.ts';
import { parseDossierCode } from '#shared/domain/dossier/code.ts';
import type { DossierState } from '#shared/domain/dossier/state.ts';
import type { DossierRegisterRow } from '#shared/forms/dossier-register.ts';
import texts from '#shared/locales/dossier-register.vi.json' with { type: 'json' };
import type { StoreReader } from '../../store/store.ts';
import type { OfficeData } from './office-data.ts';

export type Volume = { readonly year: number; readonly volume: string };
type Numbered = { readonly registerNo: number; readonly state: DossierState };

/** Dossiers folded before the worker turns to whoever is waiting. */
const dossiersAtOnce = 20;

/**
 * Rows of the volume in the order of their numbers. A volume is a counter's, so its dossiers are those whose codes the counter gave that year; only where numbers of the
 * series are not among these (acts were lost, or other software gave the codes) the whole store is looked through. `onProgress` hears how many rows were found.
 */
export async function registerRows(
  reader: StoreReader,
  office: OfficeData,
  volume: Volume,
  onProgress: (found: number) => void = () => undefined,
): Promise<readonly DossierRegisterRow[]> {
  const found = new Map<string, Numbered>();
  const take = async (ids: readonly string[]): Promise<void> => {
    for (let at = 0; at < ids.length; at += dossiersAtOnce) {
      for (const id of ids.slice(at, at + dossiersAtOnce)) {
        const state = found.has(id) ? undefined : reader.dossiers.findState(id);
        if (state !== undefined && state.registerNo !== null && isOf(state, volume)) found.set(id, { registerNo: state.registerNo, state });
      }
      onProgress(found.size);
      await breathe();
    }
  };
  const counterNo = counterOf(volume);
  if (counterNo !== null) for (const ids of reader.dossiers.numberedBy(counterNo, volume.year)) await take(ids);
  if (
    new Set([...found.values()].map(({ registerNo }) => registerNo)).size <
    reader.numbers.lastOfSeries('register', volume.volume, volume.year)
  )
    for (const ids of reader.dossiers.receivedAt(counterNo, volume.year)) {
      await take(ids);
      await breathe();
    }
  return [...found.values()].sort((a, b) => a.registerNo - b.registerNo).map(({ registerNo, state }) => rowOf(registerNo, state, office));
}

/** The counter whose volume it is; null for the book of other software. */
function counterOf({ volume }: Volume): number | null {
  return /^0?[1-9]$/u.test(volume) ? Number(volume) : null;
}

/** The year of a number is that of its code: a date that was corrected since takes no dossier out of its book. */
function isOf(state: DossierState, { year, volume }: Volume): boolean {
  const receivedOn = parseDossierCode(state.dossierCode ?? '')?.receivedOn ?? minuteOrNull(state.receivedAt) ?? '';
  return state.registerVolume === volume && receivedOn.startsWith(`${String(year)}-`);
}

/** Longer texts than a cell holds are cut with a sign; the dossier has them whole. */
const longest = 400;
const cut = (text: string): string => (text.length <= longest ? text : `${text.slice(0, longest - 1)}…`);

function rowOf(registerNo: number, state: DossierState, office: OfficeData): DossierRegisterRow {
  const contact = [state.applicant?.address, state.applicant?.phone].filter((part) => part !== null && part !== undefined && part !== '');
  return {
    registerNo,
    dossierCode: state.dossierCode ?? '',
    procedureName: cut(state.procedureName ?? ''),
    dossierCount: state.dossierCount,
    applicantName: cut(state.applicant?.fullName ?? ''),
    contact: cut(contact.join(', ')),
    settledBy: office.config.agencyName,
    receivedAt: minuteOrNull(state.receivedAt),
    dueAt: minuteOrNull(state.dueAt),
    returnedAt: minuteOrNull(state.returnedAt),
    delivery: state.resultDelivery?.mode ?? null,
    note: cut(noteOf(state)),
  };
}

/** What the law wants noted: a dossier keeps its number whatever becomes of it. */
function noteOf(state: DossierState): string {
  const ended = state.status === 'withdrawn' || state.status === 'voided' ? state.closing : null;
  const notes = [
    ended === null ? null : `${texts[state.status as 'withdrawn' | 'voided']} ${dayOf(ended.at)}`,
    state.entryMode === 'backfill' ? `${texts.backfill}${state.backfill?.paperPage ? ` (${state.backfill.paperPage})` : ''}` : null,
  ];
  return notes.filter((note) => note !== null).join('; ');
}

function dayOf(instant: string): string {
  const [year = '', month = '', day = ''] = fromInstant(instant).slice(0, 10).split('-');
  return `${day}/${month}/${year}`;
}

const minuteOrNull = (instant: string | null): string | null => (instant === null ? null : localMinuteOf(instant));
