import type { PaperLayout } from '#shared/contract/paper.ts';
import type { TestPageLayout } from '#shared/forms/test-page.ts';
import { isDuplex } from '../../ui/paper/paper-layout.ts';

/** The sheet and sides a receipt of this layout comes out on. */
export function testLayoutOf(layout: PaperLayout): TestPageLayout {
  const sheet = layout.startsWith('a4') ? 'a4' : 'a5';
  return isDuplex(layout) ? `${sheet}-duplex` : sheet;
}
