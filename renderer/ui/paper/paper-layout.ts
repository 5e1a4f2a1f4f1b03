/** A layout of the receipt as its two choices: the sheet and its sides. */
import type { PaperLayout } from '#shared/contract/paper.ts';

export const sheets = ['a5', 'a4-two'] as const;
export type Sheet = (typeof sheets)[number];

export function sheetOf(layout: PaperLayout): Sheet {
  return layout.startsWith('a4') ? 'a4-two' : 'a5';
}

export function isDuplex(layout: PaperLayout): boolean {
  return layout.endsWith('duplex');
}

export function layoutOf(sheet: Sheet, duplex: boolean): PaperLayout {
  return duplex ? `${sheet}-duplex` : sheet;
}
