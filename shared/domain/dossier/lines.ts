import { kinds, type KnownPayload } from '#shared/journal/kinds.ts';
import type { DossierState } from './state.ts';
import type { Line, Mark } from './state-marks.ts';

/**
 * What of a dossier two counters can change at once. An act collides with one it has not seen only where both write the same
 * line: two steps of status, two dates, two corrections of the same part. A name corrected here while the dossier is taken over
 * there is no collision.
 */
export type Lines = { readonly writes: readonly Line[]; readonly mustHaveSeen: readonly Line[] };

/** Status steps that leave the clock alone. */
const besideTheClock: ReadonlySet<string> = new Set(['dossier.takenOver', 'dossier.returned']);
const correctable = ['due', 'applicant', 'documents', 'resultDelivery', 'fee', 'intake', 'limit'] as const;

export function linesOf(known: KnownPayload): Lines {
  if (known.kind === 'dossier.corrected') {
    const parts = correctable.filter((part) => known.payload[part] !== null);
    return { writes: parts, mustHaveSeen: parts };
  }
  if (known.kind === 'dossier.extended') return { writes: ['due'], mustHaveSeen: ['due'] };
  if (!kinds[known.kind].changesStatus) return { writes: [], mustHaveSeen: [] };
  const writes: Line[] = besideTheClock.has(known.kind) ? ['status'] : ['status', 'due'];
  if (known.kind === 'dossier.supplementCompleted') writes.push('documents');
  return { writes, mustHaveSeen: 'due' in known.payload ? ['status', 'due'] : ['status'] };
}

const NOTHING_SEEN: Mark = { seen: {}, rests: null };

/** What an act's author knew: all its base knew, and the base. Without a base, what the dossier's slip told. */
export function markOfBase(state: DossierState, basedOn: string | null, opens: boolean): Mark {
  const base = basedOn ?? (opens ? null : state.openedBy);
  return (base === null ? undefined : state.marks[base]) ?? NOTHING_SEEN;
}

/** The last act on some line that had to be seen and was not; null when there is none. */
export function unseenBy(state: DossierState, mark: Mark, lines: readonly Line[]): string | null {
  const line = lines.find((name) => mark.seen[name] !== state.lines[name]);
  return line === undefined ? null : (state.lines[line] ?? null);
}

/** Whether an author who names this act as base is known to have seen all there is. */
export function knowsAll(state: DossierState, mark: Mark): boolean {
  return mark.rests === null && (Object.keys(state.lines) as Line[]).every((line) => mark.seen[line] === state.lines[line]);
}

export function written(lines: readonly Line[], actId: string): { [line in Line]?: string } {
  return Object.fromEntries(lines.map((line) => [line, actId]));
}
