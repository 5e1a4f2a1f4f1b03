/** What a scanned text is: an ID card, a slip of ours, a dossier code, or nothing we know. */
import { type CivilDate } from '#shared/domain/deadline/civil-date.ts';
import { parseDossierCode } from '#shared/domain/dossier/code.ts';
import { parseSlipQr } from '#shared/domain/dossier/slip-qr.ts';
import { type IdCardFault, type IdCardScan, parseIdCard } from '#shared/domain/identity/id-card.ts';

export type ReadScan =
  | { readonly kind: 'id-card'; readonly scan: Extract<IdCardScan, { ok: true }> }
  | { readonly kind: 'id-card-fault'; readonly reason: IdCardFault }
  | { readonly kind: 'slip'; readonly dossierCode: string; readonly dossierId: string }
  | { readonly kind: 'dossier-code'; readonly dossierCode: string }
  | { readonly kind: 'other' };

/** Reads `text`; `today` is the counter's date. */
export function readScan(text: string, today: CivilDate): ReadScan {
  const slip = parseSlipQr(text);
  if (slip !== undefined) return { kind: 'slip', ...slip };
  const code = parseDossierCode(text);
  if (code !== undefined) return { kind: 'dossier-code', dossierCode: code.dossierCode };
  const card = parseIdCard(text, today);
  if (card.ok) return { kind: 'id-card', scan: card };
  // Fewer than three bars is no card of any kind, and not worth a word about cards.
  return text.split('|').length > 3 || card.reason === 'ime-mangled' ? { kind: 'id-card-fault', reason: card.reason } : { kind: 'other' };
}
