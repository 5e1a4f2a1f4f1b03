/** Any later lawful step of a dossier: the payload by its kind's schema, the transition table before the act is made. */
import { isKind, type Kind, kinds, type PayloadOf } from '#shared/journal/kinds.ts';
import type { DossierState } from '#shared/domain/dossier/state.ts';
import { mayMake } from '#shared/domain/dossier/may.ts';
import { admitText } from '#shared/domain/text/door.ts';
import { fail } from '#shared/errors.ts';
import type { Act, ActBody } from '#shared/journal/act.ts';
import type { Permission } from '#shared/contract/permissions.ts';
import type { Store, StoreReader } from '../../store/store.ts';
import { actIdOf } from '../command-id.ts';
import { type Author, bodyOf, momentOf } from './body.ts';
import { withDue } from './due-of-step.ts';
import { makeOnce } from './make-once.ts';
import type { OfficeData } from './office-data.ts';

type ActCommand = {
  readonly commandId: string;
  readonly dossierId: string;
  /** Last act of the dossier the author had on screen; null: what the store holds now. */
  readonly basedOn: string | null;
  readonly kind: string;
  readonly payload: unknown;
  readonly occurredAt: string | null;
};

/** Who may make which act; kinds that are not here cannot be made by this call. */
export const permissionOfKind: Readonly<Partial<Record<Kind, Permission>>> = {
  'dossier.handedOver': 'dossier.process',
  'dossier.takenOver': 'dossier.process',
  'dossier.resolved': 'dossier.resolve',
  'dossier.returned': 'dossier.return',
  'dossier.voided': 'dossier.void',
  'dossier.noted': 'dossier.read',
  'dossier.notified': 'dossier.process',
  'act.settled': 'dossier.resolve',
};

/** What the command line adds: a step on a dossier known by its slip alone, and due dates counted where the payload has none. */
type ActMeans = { readonly slipAlone: boolean; readonly office: OfficeData | null };

/**
 * Makes the act. Sent twice, the act it became is answered. What the fold would park is refused here, where the person can still look again.
 * `beside` is written in the act's own transaction. Throws `dossier-unknown`, `act-not-lawful` with the reason, `text-refused`, `reason-missing`,
 * `command-reused`.
 */
export function makeAct(
  store: Store,
  author: Author,
  command: ActCommand,
  means: ActMeans = { slipAlone: false, office: null },
  beside?: () => void,
): Act {
  const { kind, dossierId } = command;
  if (!isKind(kind) || kinds[kind].of !== 'dossier') throw fail('act-not-lawful', { why: 'unknown-kind' });
  const id = actIdOf(command.commandId);
  return makeOnce(store, { id, kind, dossierId }, (reader) => stepBody(reader, author, { ...command, id, kind }, means), beside);
}

function stepBody(
  reader: StoreReader,
  author: Author,
  { id, kind, dossierId, ...command }: ActCommand & { readonly id: string; readonly kind: Kind },
  means: ActMeans,
): ActBody {
  const state = reader.dossiers.findState(dossierId);
  if (state === undefined && !means.slipAlone) throw fail('dossier-unknown', { dossierCode: '' });
  const occurredAt = command.occurredAt ?? momentOf(author);
  const admitted = admitTexts(command.payload, '');
  requireReason(kind, admitted);
  const payload = state === undefined || means.office === null ? admitted : withDue(kind, admitted, state, occurredAt, means.office);
  const body = bodyOf(reader.identity, author, {
    id,
    kind,
    dossierId,
    basedOn: command.basedOn ?? state?.lastActId ?? lastWaiting(state),
    occurredAt,
    payload: payload as PayloadOf<typeof kind>,
  });
  // Of a dossier that is not here yet nothing can be judged: the act waits for it, and the fold judges then.
  if (state === undefined || isStub(state, means)) return body;
  const verdict = mayMake(state, body);
  if (!verdict.ok) throw fail('act-not-lawful', { why: verdict.why });
  return body;
}

/** Nothing of the dossier is here but steps made on its slip. */
const isStub = (state: DossierState, { slipAlone }: ActMeans): boolean =>
  slipAlone && state.openedBy === null && state.timeline.every(({ effect }) => effect === 'waiting');

/** A further step on a slip is built on the one before it, which waits too. */
const lastWaiting = (state: DossierState | undefined): string | null => state?.timeline.at(-1)?.actId ?? null;

/** What takes something from the citizen, or back, says why. */
const reasoned: ReadonlySet<Kind> = new Set<Kind>([
  'dossier.voided',
  'dossier.corrected',
  'dossier.resultRecalled',
  'dossier.stopped',
  'dossier.withdrawn',
  'dossier.extended',
]);

function requireReason(kind: Kind, payload: unknown): void {
  if (!reasoned.has(kind) || typeof payload !== 'object' || payload === null || !('reason' in payload)) return;
  if (typeof payload.reason === 'string' && payload.reason.trim() === '') throw fail('reason-missing', { field: 'reason' });
}

const longestText = 5000;

/** Every text of a payload through the door, whatever the kind. */
function admitTexts(value: unknown, field: string): unknown {
  if (typeof value === 'string') {
    const admitted = admitText(value, field, longestText);
    if (!admitted.ok) throw fail('text-refused', { field, reason: admitted.reason });
    return admitted.text;
  }
  if (Array.isArray(value)) return value.map((item, index) => admitTexts(item, `${field}.${String(index)}`));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, admitTexts(item, field === '' ? key : `${field}.${key}`)]));
}
