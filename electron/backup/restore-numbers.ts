/** Which numbers a restored counter may give, so that none is on two papers: what the store, every manifest and a person know of its earlier lives. */
import type { DossierCodeParts } from '#shared/domain/dossier/code.ts';
import { NumbersAfterRestore, seriesAboveOf } from '#shared/domain/dossier/numbers-after-restore.ts';
import type { OfficeTime } from '../store/office-time.ts';
import { numbersAfterRestoreName } from '../store/queries/settings.ts';
import type { Store } from '../store/store.ts';
import { asideFolders } from '../store/swap.ts';
import { manifestsIn } from './find-backups.ts';
import { knownNumbers } from './known-numbers.ts';
import { readLastCode } from './last-code.ts';
import type { BackupManifest } from './manifest.ts';

export type NumbersAsked = {
  readonly dataDir: string;
  /** Folders where backups may lie. */
  readonly searched: readonly string[];
  /** The last code on paper as a person typed it; null: nobody is sure. */
  readonly lastCode: string | null;
  readonly time: OfficeTime;
  /** Links known to have been there of which no act was found. */
  readonly lost: number;
};

/** Whether the last paper a person told of has its act here: then none is lost. `unknown`: nobody told. */
export type LastPaper = 'here' | 'missing' | 'unknown';

/** `store` holds everything that was found. Throws `last-code-foreign`. */
export function numbersAfterRestoreOf(
  store: Store,
  { dataDir, searched, lastCode, time, lost }: NumbersAsked,
): { readonly numbers: NumbersAfterRestore; readonly lastPaper: LastPaper } {
  const told = searched.flatMap(manifestsIn);
  const known = knownNumbers(told, store.identity);
  const before = keptBefore(store);
  const life = Math.max(livesOf(store), asideFolders(dataDir).length);
  const parts = lastCode === null ? undefined : readLastCode(lastCode, store.identity);
  const lastPaper = parts === undefined ? 'unknown' : isHeld(store, parts) ? 'here' : 'missing';
  // Acts are lost from the end on: with the last paper's act here, none is.
  const isComplete = lastPaper === 'here' && lost === 0;
  const numbers = {
    // A clock that lies behind the last act may lie behind later ones too: a manifest of theirs tells their days.
    restoredOn: [time.at.slice(0, 10), ...(time.by === 'lastAct' ? known.map(({ date }) => date) : [])].sort().at(-1) ?? time.at,
    lastOnPaper: parts === undefined ? null : { date: parts.receivedOn, number: parts.number },
    known: [...known],
    life,
    // A block of an earlier life nobody has given a number of yet is still that life's.
    seriesAbove: Math.max(before?.seriesAbove ?? 0, isComplete ? 0 : seriesAboveOf(highestInSeries(store, told), life)),
    ...(before?.isShared === undefined ? {} : { isShared: before.isShared }),
  };
  return { numbers, lastPaper };
}

/** How often this store was brought back, as far as it remembers; the folders of damaged files remember the others. */
function livesOf(store: Store): number {
  return store.acts
    .ofKind('journal.opened', 1000)
    .filter(({ body }) => body.deviceId === store.identity.deviceId && body.payload['reason'] !== 'setUp').length;
}

function isHeld({ numbers }: Store, { agencyCode, receivedOn, number }: DossierCodeParts): boolean {
  return numbers.lastOrderNumber(agencyCode, receivedOn, { first: number, last: number }) !== null;
}

function keptBefore({ settings }: Store): NumbersAfterRestore | undefined {
  return NumbersAfterRestore.safeParse(settings.get(numbersAfterRestoreName)).data;
}

/** By the store and by every manifest that tells. */
function highestInSeries({ identity: { agencyCode, counterNo }, numbers }: Store, manifests: readonly BackupManifest[]): number {
  const ours = manifests.filter((one) => one.agencyCode === agencyCode && one.counterNo === counterNo);
  return Math.max(numbers.highestInSeries(counterNo), ...ours.map((one) => one.highestInSeries));
}
