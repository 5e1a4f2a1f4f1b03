/** What the store holds, asked of the command line beside the open app. */
import type { Counter } from './counter-folder.ts';

export type Found = { readonly dossierCode: string; readonly applicantName: string };

export function found(counter: Counter, text: string): readonly Found[] {
  return JSON.parse(counter.cli('search', '--data', counter.dataDir, text)) as Found[];
}

/** Papers printed of one dossier. */
export function slipsOf(counter: Counter, dossierCode: string): readonly unknown[] {
  const { slips } = JSON.parse(counter.cli('show', '--data', counter.dataDir, dossierCode)) as { slips: readonly unknown[] };
  return slips;
}
