/** The course of a dossier as the page tells it: newest on top, one group for each clock cycle, limits still ahead above all. */
import type { Coincidence, TimelineEntry } from '#shared/contract/dossier.ts';

/** A limit that lies ahead, drawn dashed. */
export type Ahead = { readonly kind: 'apology' | 'due'; readonly at: string };

/** One act and the papers printed for it, which are told under it instead of on lines of their own. */
export type TimelineItem = { readonly entry: TimelineEntry; readonly papers: readonly TimelineEntry[] };

/** The acts of one count of the limit; `cycle` counts from 1, as `DossierState.clockCycles` does. */
export type TimelineCycle = { readonly cycle: number; readonly items: readonly TimelineItem[] };

/** A complete supplement and a recalled result start another count; the first group is opened by whatever comes first. */
const opensCycle: ReadonlySet<string> = new Set(['dossier.supplementCompleted', 'dossier.resultRecalled']);
/** Told by the list of papers, not by the course. */
const toldElsewhere: ReadonlySet<string> = new Set(['paper.cameOut']);
/** A first print belongs to one of these; a reprint is an act of its own. */
const givesPaper: ReadonlySet<string> = new Set([
  'dossier.accepted',
  'dossier.recordedAtOnce',
  'dossier.imported',
  'dossier.supplementRequested',
  'dossier.supplementCompleted',
  'dossier.notAccepted',
  'dossier.corrected',
  'dossier.extended',
]);

/** Groups `entries`, which come oldest first in the order they took effect. Newest group and newest act first. */
export function cyclesOf(entries: readonly TimelineEntry[]): readonly TimelineCycle[] {
  const groups: TimelineEntry[][] = [];
  for (const entry of entries.filter(({ kind }) => !toldElsewhere.has(kind))) {
    const last = groups.at(-1);
    if (last === undefined || (opensCycle.has(entry.kind) && entry.effect === 'applied')) groups.push([entry]);
    else last.push(entry);
  }
  return groups.map((group, index) => ({ cycle: index + 1, items: itemsOf(group).toSorted(newestFirst) })).toReversed();
}

function itemsOf(group: readonly TimelineEntry[]): readonly TimelineItem[] {
  return group.reduce<TimelineItem[]>((items, entry) => {
    const owner = isFirstPrint(entry) ? items.findLastIndex((item) => givesPaper.has(item.entry.kind)) : -1;
    const item = items[owner];
    return item === undefined ? [...items, { entry, papers: [] }] : items.with(owner, { ...item, papers: [...item.papers, entry] });
  }, []);
}

function isFirstPrint({ kind, details }: TimelineEntry): boolean {
  return kind === 'paper.printed' && details['reprintNo'] === 0;
}

/** A line of the course: an act, or an outage that stood between acts. */
export type CourseLine = { readonly kind: 'act'; readonly item: TimelineItem } | { readonly kind: 'outage'; readonly outage: Coincidence };

/** The lines of each of `cycles`, newest first: an outage stands in the count it began in, one from before everything in the first. */
export function linesOf(cycles: readonly TimelineCycle[], outages: readonly Coincidence[]): readonly (readonly CourseLine[])[] {
  const began = cycles.map(({ items }) => Date.parse(items.at(-1)?.entry.occurredAt ?? ''));
  return cycles.map(({ items }, index) => {
    const isHere = ({ from }: Coincidence): boolean => {
      const at = Date.parse(from);
      return (index === cycles.length - 1 || at >= (began[index] ?? 0)) && (index === 0 || at < (began[index - 1] ?? 0));
    };
    const lines: CourseLine[] = [
      ...items.map((item) => ({ kind: 'act' as const, item })),
      ...outages.filter(isHere).map((outage) => ({ kind: 'outage' as const, outage })),
    ];
    // Of one moment the act stands on top; acts keep their order.
    return lines.toSorted((a, b) => atOf(b) - atOf(a));
  });
}

function atOf(line: CourseLine): number {
  return Date.parse(line.kind === 'act' ? line.item.entry.occurredAt : line.outage.from);
}

/** By the time it happened; of one minute, the later in order is the newer. */
function newestFirst(a: TimelineItem, b: TimelineItem): number {
  return Date.parse(b.entry.occurredAt) - Date.parse(a.entry.occurredAt) || (b.entry.recordedAt < a.entry.recordedAt ? -1 : 1);
}

/** Limits not yet passed at `now`, the farthest first. All three are local office times `YYYY-MM-DDTHH:mm`. */
export function ahead({ apologyDueAt, dueAt, now }: { apologyDueAt: string | null; dueAt: string | null; now: string }): readonly Ahead[] {
  const limits: Ahead[] = [
    ...(dueAt === null ? [] : [{ kind: 'due' as const, at: dueAt }]),
    ...(apologyDueAt === null ? [] : [{ kind: 'apology' as const, at: apologyDueAt }]),
  ];
  return limits.filter(({ at }) => at > now).toSorted((a, b) => (a.at < b.at ? 1 : -1));
}
