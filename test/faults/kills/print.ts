/** Receipts are printed: a paper that was confirmed is archived under its hash, none is archived without its bytes, and reprints are counted without a gap. */
import { join } from 'node:path';
import type { MakeDrill } from './drill.ts';
import { acceptSome, faultsOf, newWorld, placeOf, withStore } from './looks.ts';

type Printed = { readonly dossierCode: string; readonly printActId: string; readonly reprintNo: number; readonly sha256: string };

export const printDrill: MakeDrill = async (dice, under) => {
  const world = await newWorld(under);
  const place = placeOf(world);
  const codes = await acceptSome(world, 0, 8);
  // The first paper of a month makes that month's file.
  await world.folder.run(['print', codes[0] ?? '', '--data', world.data]);
  const confirmed: Printed[] = [];
  let papers = 0;
  return {
    path: world.folder.path,
    env: world.folder.env,
    next: () => ({
      args: ['print', codes[dice.upTo(codes.length)] ?? '', '--data', world.data, '--out', join(world.folder.path, 'slip.pdf')],
    }),
    judge: ({ said, errors }) => {
      confirmed.push(...(said as readonly Printed[]));
      return [
        ...(errors === '' ? [] : [errors]),
        ...withStore(place, (store) => {
          const lost = confirmed.filter(({ printActId, reprintNo, sha256 }) => {
            const row = store.prints.find(printActId);
            return row?.reprintNo !== reprintNo || row.blobSha256 !== sha256 || !store.blobs.has(sha256);
          });
          return lost.map(({ printActId }) => `the paper ${printActId} is not what was confirmed`);
        }),
        ...faultsOf(place),
      ];
    },
    end: () =>
      withStore(place, (store) => {
        const broken: string[] = [];
        for (const code of codes) {
          const [dossierId = ''] = store.dossiers.findByCode(code);
          const numbers = store.prints.ofDossier(dossierId).map(({ reprintNo }) => reprintNo);
          papers += numbers.length;
          if (numbers.toSorted((a, b) => a - b).some((number, index) => number !== index))
            broken.push(`${code}: reprints ${numbers.join(' ')}`);
        }
        return { broken, counts: { confirmed: confirmed.length, papers } };
      }),
    remove: world.folder.remove,
  };
};
