/**
 * The register of dossiers as a book: one volume of one year, in the order of its numbers (TT 01/2018/TT-VPCP Đ10 k2). Read and folded a few dossiers at a
 * time, so that the desk goes on working; a long volume is printed in parts, its pages numbered through.
 */
import { setImmediate as breathe } from 'node:timers/promises';
import { fromInstant } from '#shared/domain/deadline/local-date-time.ts';
import type { DossierState } from '#shared/domain/dossier/state.ts';
import { type DossierRegisterData, type DossierRegisterRow, registerRowsAPart } from '#shared/forms/dossier-register.ts';
import { formSetOn, getFormSet } from '#shared/forms/form-sets.ts';
import texts from '#shared/locales/dossier-register.vi.json' with { type: 'json' };
import type { PaperPort, RenderedPdf } from '../../paper/port.ts';
import type { StoreReader } from '../../store/store.ts';
import type { OfficeData } from './office-data.ts';

export type Volume = { readonly year: number; readonly volume: string };
type Numbered = { readonly registerNo: number; readonly state: DossierState };

/** Dossiers folded before the worker turns to whoever is waiting. */
const dossiersAtOnce = 20;

/** Rows of the volume in the order of their numbers. `onProgress` hears how many dossiers of the year were read. */
export async function registerRows(
  reader: StoreReader,
  office: OfficeData,
  { year, volume }: Volume,
  onProgress: (read: number) => void = () => undefined,
): Promise<readonly DossierRegisterRow[]> {
  const found: Numbered[] = [];
  let read = 0;
  for (const ids of reader.dossiers.receivedIn(String(year))) {
    for (let at = 0; at < ids.length; at += dossiersAtOnce) {
      for (const id of ids.slice(at, at + dossiersAtOnce)) {
        const state = reader.dossiers.findState(id);
        if (state !== undefined && state.registerVolume === volume && state.registerNo !== null)
          found.push({ registerNo: state.registerNo, state });
      }
      await breathe();
    }
    read += ids.length;
    onProgress(read);
    await breathe();
  }
  return found.sort((a, b) => a.registerNo - b.registerNo).map(({ registerNo, state }) => rowOf(registerNo, state, office));
}

/** Into how many parts a volume of so many rows is set. */
export const partsOf = (rows: number): number => Math.max(1, Math.ceil(rows / registerRowsAPart));

/** Every part of the book as it is typeset, one after the other. */
export async function* registerParts(
  paper: PaperPort,
  office: OfficeData,
  volume: Volume,
  rows: readonly DossierRegisterRow[],
  now: string,
): AsyncGenerator<{ readonly part: number; readonly parts: number; readonly rendered: RenderedPdf }> {
  const parts = partsOf(rows.length);
  let pagesBefore = 0;
  for (let part = 1; part <= parts; part += 1) {
    const own = rows.slice((part - 1) * registerRowsAPart, part * registerRowsAPart);
    const rendered = await paper.renderBook({ form: 'dossierRegister', data: dataOf(office, volume, rows.length, own, pagesBefore, now) });
    // The cover is no numbered page.
    pagesBefore += rendered.pageCount - (part === 1 ? 1 : 0);
    yield { part, parts, rendered };
  }
}

function dataOf(
  office: OfficeData,
  { year, volume }: Volume,
  dossiers: number,
  rows: readonly DossierRegisterRow[],
  pagesBefore: number,
  now: string,
): DossierRegisterData {
  const { agencyName, unitName, placeName } = office.config;
  const formSetId = formSetOn(now.slice(0, 10), office.formSets)?.id ?? 'TT01_2018';
  return {
    formSetId,
    occurredAt: now,
    agencyName,
    unitName: unitName ?? getFormSet(formSetId, office.formSets).unitName,
    place: placeName,
    year,
    volume,
    printedAt: minuteOf(now),
    dossiers,
    pagesBefore,
    rows: [...rows],
  };
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
    receivedAt: momentOf(state.receivedAt),
    dueAt: momentOf(state.dueAt),
    returnedAt: momentOf(state.returnedAt),
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

const momentOf = (instant: string | null): string | null => (instant === null ? null : minuteOf(instant));
const minuteOf = (instant: string): string => fromInstant(instant).slice(0, 16);
