/** What the district's packs hold and how one differs from the one before it (docs/sync-protocol.md §10). */
import * as z from 'zod';
import type { Pack } from '../contract/upstream/values.ts';
import { CataloguePack } from '../domain/catalogue/pack.ts';
import { WorkCalendar } from '../domain/deadline/calendar.ts';
import { FormSet } from '../forms/form-sets.ts';
import { hashOfBytes } from '../journal/body.ts';
import { Role } from '../journal/payloads/office.ts';
import { toUtf8 } from '../journal/utf8.ts';
import { statementBytes, type Verify } from './statement.ts';

export const PackKind = z.enum(['procedures', 'calendar', 'forms', 'people']);
export type PackKind = z.infer<typeof PackKind>;

/** A person as the district knows them; who is not named stays as they are. */
export const PackPerson = z.object({
  personId: z.uuid(),
  fullName: z.string().min(1).max(100),
  roles: z.array(Role).min(1),
  title: z.string().max(100).nullable(),
  /** False dismisses. */
  active: z.boolean(),
});
export type PackPerson = z.infer<typeof PackPerson>;

/** The people of one office. */
export const PeoplePack = z.object({
  kind: z.literal('people'),
  agencyCode: z.string(),
  people: z
    .array(PackPerson)
    .max(500)
    .refine((people) => new Set(people.map(({ personId }) => personId)).size === people.length, 'person-twice'),
});
export type PeoplePack = z.infer<typeof PeoplePack>;

const contents = { procedures: CataloguePack, calendar: WorkCalendar, forms: z.array(FormSet).min(1), people: PeoplePack } as const;
export type PackContent<K extends PackKind> = z.infer<(typeof contents)[K]>;

/** `procedures`, `calendar`, `forms` are everybody's; people are one office's, `people:<agencyCode>`. */
export const packName = (kind: PackKind, agencyCode: string): string => (kind === 'people' ? `people:${agencyCode}` : kind);

/** Whether a pack of this name is for that office. */
export const isPackFor = (name: string, agencyCode: string): boolean =>
  !name.startsWith('people:') || name === packName('people', agencyCode);

/** The kind a name stands for in this office; `undefined` for a name of a newer neighbour or of another office. */
export function kindOfPack(name: string, agencyCode: string): PackKind | undefined {
  return PackKind.options.find((kind) => packName(kind, agencyCode) === name);
}

/** The content as its kind, `undefined` when it does not fit: of another office, or for a newer app. */
export function readPack<K extends PackKind>(kind: K, content: string, agencyCode: string): PackContent<K> | undefined {
  const read = contents[kind].safeParse(parsed(content));
  if (!read.success) return undefined;
  // Each kind has its own schema; the compiler sees their union.
  const value = read.data as PackContent<K>;
  return kind === 'people' && (value as PeoplePack).agencyCode !== agencyCode ? undefined : value;
}

function parsed(content: string): unknown {
  try {
    return JSON.parse(content);
  } catch {
    // No JSON is a content that does not fit.
    return undefined;
  }
}

/** Whether the pack is what the key signed; null when it is. */
export function faultOfPack(
  { statement, signature, content }: Pack,
  publicKey: string | undefined,
  verify: Verify,
): 'key' | 'signature' | 'content' | null {
  if (publicKey === undefined) return 'key';
  if (!verify(publicKey, statementBytes('pack', statement), signature)) return 'signature';
  return hashOfBytes(toUtf8(content)) === statement.contentHash ? null : 'content';
}

/** One thing of a pack by its code: a procedure, a year, a set of forms, a person. */
export type PackItem = { readonly code: string; readonly name: string };
export type PackDifference = {
  readonly added: readonly PackItem[];
  readonly changed: readonly PackItem[];
  readonly removed: readonly PackItem[];
};

/** What `after` says otherwise than `before`. Of people, who is not named is not removed: absence is never deletion. */
export function packDifference<K extends PackKind>(kind: K, before: PackContent<K> | null, after: PackContent<K>): PackDifference {
  const [old, fresh] = [before === null ? new Map<string, Held>() : itemsOf(kind, before), itemsOf(kind, after)];
  const named = (code: string, { name }: Held): PackItem => ({ code, name });
  return {
    added: [...fresh].filter(([code]) => !old.has(code)).map(([code, held]) => named(code, held)),
    changed: [...fresh].filter(([code, { text }]) => (old.get(code)?.text ?? text) !== text).map(([code, held]) => named(code, held)),
    removed: kind === 'people' ? [] : [...old].filter(([code]) => !fresh.has(code)).map(([code, held]) => named(code, held)),
  };
}

type Held = { readonly name: string; readonly text: string };

function itemsOf(kind: PackKind, content: PackContent<PackKind>): Map<string, Held> {
  const items = new Map<string, Held>();
  const put = (code: string, name: string, value: unknown): void => {
    // Fees and limits may hold fractions, which no canonical text of ours has; the text is compared, never signed.
    items.set(code, { name, text: `${items.get(code)?.text ?? ''}${JSON.stringify(value)}` });
  };
  if (kind === 'procedures') for (const one of (content as CataloguePack).procedures) put(one.code, one.name, one);
  else if (kind === 'calendar') for (const [year, days] of Object.entries((content as WorkCalendar).years)) put(year, year, days);
  else if (kind === 'forms') for (const set of content as readonly FormSet[]) put(set.id, set.id, set);
  else for (const person of (content as PeoplePack).people) put(person.personId, person.fullName, person);
  return items;
}
