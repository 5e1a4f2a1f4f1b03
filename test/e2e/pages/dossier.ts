import type { Locator, Page } from '@playwright/test';

/** One dossier's page, and the page that prints its receipt again. */
export class DossierPage {
  readonly name: Locator;
  readonly head: Locator;
  readonly course: Locator;
  readonly slips: Locator;
  readonly reasons: Locator;
  readonly cameOut: Locator;
  readonly paper: Locator;

  constructor(page: Page) {
    this.name = page.getByRole('heading', { level: 1 });
    this.head = page.getByRole('region', { name: 'Hồ sơ và ngày hẹn trả' });
    this.course = page.getByRole('region', { name: 'Diễn biến' });
    this.slips = page.getByRole('region', { name: 'Giấy đã in' }).getByRole('listitem');
    this.reasons = page.getByRole('radiogroup', { name: 'Lý do in lại' }).getByRole('radio');
    this.cameOut = page.getByRole('group', { name: /^Giấy đã ra đủ/u });
    this.paper = page.getByRole('img', { name: /^Xem trước giấy tiếp nhận và hẹn/u });
  }
}
