/** A layout of the receipt as its two choices: the sheet and its sides. */
import type { PaperLayout } from '#shared/contract/paper.ts';
import type { TestPageLayout } from '#shared/forms/test-page.ts';

export type Sheet = 'a5' | 'a4-two';

export function sheetOf(layout: PaperLayout): Sheet {
  return layout.startsWith('a4') ? 'a4-two' : 'a5';
}

export function isDuplex(layout: PaperLayout): boolean {
  return layout.endsWith('duplex');
}

export function layoutOf(sheet: Sheet, duplex: boolean): PaperLayout {
  return duplex ? `${sheet}-duplex` : sheet;
}

/** The sheet and sides a receipt of this layout comes out on. */
export function testLayoutOf(layout: PaperLayout): TestPageLayout {
  const sheet = layout.startsWith('a4') ? 'a4' : 'a5';
  return isDuplex(layout) ? `${sheet}-duplex` : sheet;
}
