/** The register of dossiers as a book: one volume of one year, printed in parts whose pages are numbered through (TT 01/2018/TT-VPCP Đ10 k2). */
import { fromInstant } from '#shared/domain/deadline/local-date-time.ts';
import { type DossierRegisterData, type DossierRegisterRow, registerRowsAPart } from '#shared/forms/dossier-register.ts';
import { formSetOn, getFormSet } from '#shared/forms/form-sets.ts';
import type { PaperPort, RenderedPdf } from '../../paper/port.ts';
import type { OfficeData } from './office-data.ts';
import type { Volume } from './register-rows.ts';

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

const minuteOf = (instant: string): string => fromInstant(instant).slice(0, 16);
