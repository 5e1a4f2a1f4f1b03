/** The last dossier code on paper, as a person types it after a restore. */
import { type DossierCodeParts, parseDossierCode } from '#shared/domain/dossier/code.ts';
import { isOfCounter } from '#shared/domain/dossier/numbers-after-restore.ts';
import { StoreFault } from '../store/fault.ts';

/** Throws `last-code-foreign` for text that is no code, and for a code this counter cannot have given: of another office, another counter or an emergency pad. */
export function readLastCode(
  typed: string,
  { agencyCode, counterNo }: { readonly agencyCode: string; readonly counterNo: number },
): DossierCodeParts {
  const parts = parseDossierCode(typed);
  if (parts === undefined || parts.agencyCode !== agencyCode || !isOfCounter(parts.number, counterNo))
    throw new StoreFault('last-code-foreign', { counterNo });
  return parts;
}
