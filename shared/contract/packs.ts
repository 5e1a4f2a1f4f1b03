/** Calls around what the district has signed: procedures, calendar, forms, people; what changed, and the yes to administrators. */
import * as z from 'zod';
import { PackKind } from '../sync/pack.ts';
import { call } from './base.ts';
import { Instant } from './values.ts';

/** `shipped`: came with the app and holds; `holds`, `later`, `over`: by its days; `replaced`: a higher version holds. */
export const PackRow = z.object({
  kind: PackKind,
  version: z.int(),
  state: z.enum(['shipped', 'holds', 'later', 'over', 'replaced']),
  validFrom: z.string().nullable(),
  validTo: z.string().nullable(),
  takenAt: Instant.nullable(),
  /** Administrators in it wait for a yes. */
  needsYes: z.boolean(),
  agreedAt: Instant.nullable(),
  agreedBy: z.string().nullable(),
});
export type PackRow = z.infer<typeof PackRow>;

const PackItem = z.object({ code: z.string(), name: z.string() });
export const PackChanges = z.object({
  /** Against this version; 0: what came with the app, null: what the office has now. */
  against: z.int().nullable(),
  added: z.array(PackItem),
  changed: z.array(PackItem),
  removed: z.array(PackItem),
  /** Of a people pack: those who are administrators or would become one, and what each is after a yes. */
  administrators: z.array(PackItem.extend({ becoming: z.enum(['becomes', 'stays', 'loses', 'leaves']) })),
});
export type PackChanges = z.infer<typeof PackChanges>;

const Asked = z.object({ kind: PackKind, version: z.int().min(1) });

export const packs = {
  /** By kind, the newest version first. */
  list: call('dossier.read').output(z.array(PackRow)),
  /** What a version says otherwise than the one before it. Throws `pack-unknown`. */
  difference: call('dossier.read').input(Asked).output(PackChanges),
  /** The yes of a local administrator: the administrators in a people pack take effect. Throws `pack-unknown`, and `administrators-only` as `person.change` does. */
  agree: call('person.manage')
    .input(Asked)
    .output(z.object({ acts: z.int() })),
};
