/** The procedures that come with the program: 101 of commune level, state of mid 2026. Offices replace them by packs. */
import catalogue from './catalogue.json' with { type: 'json' };
import { CataloguePack } from './pack.ts';

export const shippedCatalogue: CataloguePack = CataloguePack.parse(catalogue);
