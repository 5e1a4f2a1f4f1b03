/** The register of dossiers as a book: one volume of one year, set in parts whose pages are numbered through (TT 01/2018/TT-VPCP Đ10 k2). */
import { localMinuteOf } from '#shared/domain/deadline/local-date-time.ts';
import { type DossierRegisterData, type DossierRegisterRow, registerRowsAPart } from '#shared/forms/dossier-register.ts';
import type { PaperPort, RenderedBook } from '../../paper/port.ts';
import { formSetIdOn, type OfficeData, unitNameOn } from './office-data.ts';
import type { Volume } from './register-rows.ts';

/** A volume as it is set. `now`: when its print was begun, which every part bears. */
export type Book = { readonly volume: Volume; readonly rows: readonly DossierRegisterRow[]; readonly now: string };
/** Where a part begins: after so many rows of the book and so many numbered pages. */
export type Place = { readonly rows: number; readonly pages: number };

export const beginning: Place = { rows: 0, pages: 0 };

/** The next part from `place` on. A part that is not the last ends with a full sheet, so that the book has no blank page in its midst. */
export function setPart(paper: PaperPort, office: OfficeData, book: Book, place: Place): Promise<RenderedBook> {
  return paper.renderBook({ form: 'dossierRegister', data: dataOf(office, book, place) });
}

/** Where the part after this one begins. */
export function after(place: Place, { rows, pageCount }: Pick<RenderedBook, 'rows' | 'pageCount'>): Place {
  return { rows: place.rows + rows, pages: place.pages + pageCount - coverPages(place) };
}

/** The cover in front of the first part is no numbered page. */
const coverPages = ({ pages }: Place): 0 | 1 => (pages === 0 ? 1 : 0);

/** Every part of the book as it is set, one after the other. */
export async function* registerParts(paper: PaperPort, office: OfficeData, book: Book): AsyncGenerator<RenderedBook> {
  let place = beginning;
  do {
    const rendered = await setPart(paper, office, book, place);
    place = after(place, rendered);
    yield rendered;
  } while (place.rows < book.rows.length);
}

function dataOf(office: OfficeData, { volume: { year, volume }, rows, now }: Book, place: Place): DossierRegisterData {
  const { agencyName, placeName } = office.config;
  const date = now.slice(0, 10);
  const formSetId = formSetIdOn(date, office);
  const end = place.rows + registerRowsAPart;
  return {
    formSetId,
    occurredAt: now,
    agencyName,
    unitName: unitNameOn(date, office),
    place: placeName,
    year,
    volume,
    printedAt: localMinuteOf(now),
    dossiers: rows.length,
    pagesBefore: place.pages,
    isLast: end >= rows.length,
    rows: rows.slice(place.rows, end),
  };
}
