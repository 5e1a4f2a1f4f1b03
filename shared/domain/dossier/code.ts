/**
 * Dossier codes (NĐ 61/2018 Đ26, TT 01/2018 Đ19; agency part by QCVN 102:2016 or QĐ 20/2020 Đ4): receiving agency, date of reception, four digit
 * order number. A code on a citizen's paper is never changed, whoever gave it: agencies other than ours are read as they are.
 */
import * as z from 'zod';
import { type CivilDate, isCivilDate } from '../deadline/civil-date.ts';

const oldAgency = /^\d{3}\.\d{2}\.\d{2}\.[A-Y]\d{2}$/u;
const newAgency = /^[A-Y]\d{2}(?:\.[0-9A-Z]+)*$/u;
const codeShape = /^([0-9A-Z.]+)-(\d{2})(\d{2})(\d{2})-(\d{4})$/u;
const maxAgencyLength = 35;

/** `qcvn102`: `000.05.24.H11`, smallest unit first. `qd20`: `H55.242`, province or ministry first. */
export type AgencyCodeStyle = 'qcvn102' | 'qd20';

export type DossierCodeParts = {
  readonly dossierCode: string;
  readonly agencyCode: string;
  readonly style: AgencyCodeStyle;
  /** Codes began in 2018, so the two digits of the year are of this century. */
  readonly receivedOn: CivilDate;
  /** 0 to 9999; 0 is on no paper of ours. */
  readonly number: number;
};

/** Style of a well-formed agency code (upper case, at most 35 characters), or `undefined`. */
export function agencyCodeStyle(agencyCode: string): AgencyCodeStyle | undefined {
  if (agencyCode.length > maxAgencyLength) return undefined;
  if (oldAgency.test(agencyCode)) return 'qcvn102';
  return newAgency.test(agencyCode) ? 'qd20' : undefined;
}

export const AgencyCode = z.string().refine((value) => agencyCodeStyle(value) !== undefined, { error: 'agency-code' });
export type AgencyCode = z.infer<typeof AgencyCode>;

/** A dossier code in its written form: upper case, no blanks, real date. */
export const DossierCode = z.string().refine((value) => parseDossierCode(value)?.dossierCode === value, { error: 'dossier-code' });
export type DossierCode = z.infer<typeof DossierCode>;

/** Reads a typed or scanned code in either style: blanks, CR, LF and zero-width characters anywhere are dropped, letters made upper case. */
export function parseDossierCode(input: string): DossierCodeParts | undefined {
  const dossierCode = input.replace(/[\s\p{Z}\p{Cf}]+/gu, '').toUpperCase();
  const [, agencyCode = '', year = '', month = '', day = '', digits = ''] = codeShape.exec(dossierCode) ?? [];
  const style = agencyCodeStyle(agencyCode);
  const receivedOn = `20${year}-${month}-${day}`;
  if (style === undefined || !isCivilDate(receivedOn)) return undefined;
  return { dossierCode, agencyCode, style, receivedOn, number: Number(digits) };
}

/** Writes a code for `receivedOn` (`YYYY-MM-DD`, 2000–2099). Throws `RangeError` on an agency, date or number (1–9999) no code can hold. */
export function formatDossierCode(agencyCode: string, receivedOn: string, number: number): string {
  const written = `${agencyCode}-${receivedOn.slice(2).replaceAll('-', '')}-${String(number).padStart(4, '0')}`;
  const parts = parseDossierCode(written);
  if (parts?.dossierCode !== written || parts.receivedOn !== receivedOn || parts.number !== number || number < 1) {
    throw new RangeError(`No dossier code for agency ${agencyCode}, date ${receivedOn}, number ${String(number)}`);
  }
  return written;
}

/** The part people say aloud inside one office, `250424-2001`: date and number without the agency. Throws `RangeError` on a malformed code. */
export function shortCode(dossierCode: string): string {
  const parts = parseDossierCode(dossierCode);
  if (parts === undefined) throw new RangeError('Not a dossier code');
  return parts.dossierCode.slice(parts.agencyCode.length + 1);
}
