import { readFile } from 'node:fs/promises';
import type { PackStatement } from '#shared/contract/upstream/values.ts';
import { CivilDate } from '#shared/domain/deadline/civil-date.ts';
import { kindOfPack, readPack } from '#shared/sync/pack.ts';
import { SetUpFault } from '../set-up.ts';
import type { Flags } from './run.ts';

type ReadPack = Pick<PackStatement, 'name' | 'validFrom' | 'validTo'> & { readonly content: string };

/** The pack as the flags name it. What every counter would refuse is refused here: throws `pack-name-invalid`, `pack-dates-invalid`, `pack-unreadable`. */
export async function packIn(flags: Flags, needed: (flags: Flags, name: 'name' | 'file' | 'valid-from') => string): Promise<ReadPack> {
  const name = needed(flags, 'name');
  const agencyCode = name.startsWith('people:') ? name.slice('people:'.length) : '';
  const kind = kindOfPack(name, agencyCode);
  if (kind === undefined || (kind === 'people' && agencyCode === '')) throw new SetUpFault('pack-name-invalid');
  const validFrom = needed(flags, 'valid-from');
  const validTo = flags['valid-to'] ?? null;
  const areDays = CivilDate.safeParse(validFrom).success && (validTo === null || CivilDate.safeParse(validTo).success);
  if (!areDays || (validTo !== null && validTo < validFrom)) throw new SetUpFault('pack-dates-invalid');
  const content = await readFile(needed(flags, 'file'), 'utf8');
  if (readPack(kind, content, agencyCode) === undefined) throw new SetUpFault('pack-unreadable');
  return { name, validFrom, validTo, content };
}
