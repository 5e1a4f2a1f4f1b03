/** The QR of every slip: `MC1|dossierCode|dossierId`, so that any PC of the office can act on a dossier it has never seen. */
import * as z from 'zod';
import { DossierCode, parseDossierCode } from './code.ts';

export const SlipQr = z.object({ dossierCode: DossierCode, dossierId: z.uuid() });
export type SlipQr = z.infer<typeof SlipQr>;

const prefix = 'MC1';

/** Text for the QR of a slip. */
export function formatSlipQr(slip: SlipQr): string {
  return [prefix, slip.dossierCode, slip.dossierId].join('|');
}

/** Reads a scanned slip; scanner noise (blanks, CR, LF, zero-width) and letter case are forgiven. `undefined` when it is not one of ours. */
export function parseSlipQr(scanned: string): SlipQr | undefined {
  const fields = scanned.replace(/[\s\p{Z}\p{Cf}]+/gu, '').split('|');
  const [start, code = '', id = ''] = fields;
  if (fields.length !== 3 || start?.toUpperCase() !== prefix) return undefined;
  const slip = SlipQr.safeParse({ dossierCode: parseDossierCode(code)?.dossierCode, dossierId: id.toLowerCase() });
  return slip.success ? slip.data : undefined;
}
