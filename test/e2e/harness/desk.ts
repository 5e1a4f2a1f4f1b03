import type { Page } from '@playwright/test';
import { DossierPage } from '../pages/dossier.ts';
import { ImportPage } from '../pages/import.ts';
import { ListPage } from '../pages/list.ts';
import { ReceptionPage } from '../pages/reception.ts';
import { SignInPage } from '../pages/sign-in.ts';

/** The screens by name, over one window of either shell. */
export type Desk = {
  readonly page: Page;
  readonly signIn: SignInPage;
  readonly reception: ReceptionPage;
  readonly list: ListPage;
  readonly dossier: DossierPage;
  readonly register: ImportPage;
};

export function deskOn(page: Page): Desk {
  return {
    page,
    signIn: new SignInPage(page),
    reception: new ReceptionPage(page),
    list: new ListPage(page),
    dossier: new DossierPage(page),
    register: new ImportPage(page),
  };
}
