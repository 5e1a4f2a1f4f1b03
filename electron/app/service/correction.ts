/**
 * Correcting a wrong receipt: the reception's fields as they should be become one `dossier.corrected` that holds the parts that differ, each difference by
 * name, and why. The date moves only with the limit, and only to a date that was on screen.
 */
import type { CorrectionInput, CorrectionPreview } from '#shared/contract/correction.ts';
import { ProcessingTime } from '#shared/domain/deadline/limit.ts';
import { dateOf, fromInstant, localMinuteOf } from '#shared/domain/deadline/local-date-time.ts';
import { DeadlineStep } from '#shared/domain/deadline/steps.ts';
import { mayMake } from '#shared/domain/dossier/may.ts';
import type { DossierState } from '#shared/domain/dossier/state.ts';
import { step } from '#shared/domain/dossier/step.ts';
import { fail } from '#shared/errors.ts';
import type { ActBody } from '#shared/journal/act.ts';
import type { Store, StoreReader } from '../../store/store.ts';
import { actIdOf } from '../command-id.ts';
import { type Author, bodyOf, momentOf } from './body.ts';
import { getCorrectable } from './correctable.ts';
import { type Corrected, planCorrection } from './correction-plan.ts';
import { makeOnce } from './make-once.ts';
import type { OfficeData } from './office-data.ts';
import { shownChange } from './shown-change.ts';

/** What is needed to know what a correction would do. `today` is the counter's date. */
type CorrectionDesk = { readonly reader: StoreReader; readonly office: OfficeData; readonly today: string };

/** What the correction would change and print. Nothing is kept. Throws as `correctedBody` does, but for the reason. */
export function previewCorrection(
  desk: CorrectionDesk,
  author: Author,
  command: { readonly dossierId: string; readonly correction: CorrectionInput; readonly reason: string },
): Omit<CorrectionPreview, 'pages'> & { readonly after: DossierState } {
  const state = getCorrectable(desk.reader, command.dossierId);
  const { payload, changes } = planCorrection(desk, state, command.correction, command.reason);
  const standing = state.slips.filter(({ form, void: isVoid }) => form === 'receiptSlip' && !isVoid).length;
  const trial = bodyOf(desk.reader.identity, author, {
    id: actIdOf(`preview/${command.dossierId}`),
    kind: 'dossier.corrected',
    dossierId: command.dossierId,
    basedOn: state.lastActId,
    occurredAt: momentOf(author),
    payload,
  });
  return {
    changes: changes.map(shownChange),
    due: payload.due === null ? null : dueView(state, payload),
    voids: changes.length === 0 ? 0 : standing,
    after: step(state, { body: trial }),
  };
}

type CorrectionCommand = {
  readonly commandId: string;
  readonly dossierId: string;
  readonly basedOn: string;
  readonly correction: CorrectionInput;
  readonly reason: string;
  readonly shownDueAt: string | null;
};

/**
 * Makes the correction. Sent twice it is one act. Throws `dossier-unknown`, `act-not-lawful`, `reason-missing`, `nothing-corrected`, `due-not-seen` when the
 * date would move to one the page has not shown, `time-not-real`, `command-reused`.
 */
export function makeCorrection(store: Store, office: OfficeData, author: Author, command: CorrectionCommand): ActBody {
  const id = actIdOf(command.commandId);
  return makeOnce(store, { id, kind: 'dossier.corrected', dossierId: command.dossierId }, (reader) =>
    correctedBody({ reader, office, today: dateOf(fromInstant(momentOf(author))) }, author, id, command),
  ).body;
}

function correctedBody(desk: CorrectionDesk, author: Author, id: string, command: CorrectionCommand): ActBody {
  const { dossierId, basedOn, correction, shownDueAt } = command;
  const state = getCorrectable(desk.reader, dossierId);
  const reason = command.reason.trim();
  if (reason === '') throw fail('reason-missing', { field: 'reason' });
  const { payload, changes } = planCorrection(desk, state, correction, reason);
  if (changes.length === 0) throw fail('nothing-corrected', {});
  const dueAt = payload.due === null ? null : fromInstant(payload.due.dueAt);
  if (dueAt?.slice(0, 16) !== shownDueAt?.slice(0, 16)) throw fail('due-not-seen', { dueAt: dueAt ?? '' });
  const act = { id, kind: 'dossier.corrected', dossierId, basedOn, occurredAt: momentOf(author), payload } as const;
  const body = bodyOf(desk.reader.identity, author, act);
  const verdict = mayMake(state, body);
  if (!verdict.ok) throw fail('act-not-lawful', { why: verdict.why });
  return body;
}

function dueView(state: DossierState, { due, limit }: Corrected): CorrectionPreview['due'] {
  const counted = ProcessingTime.safeParse(limit?.limit);
  if (due === null || !counted.success || state.clockCycles[0] === undefined) return null;
  return {
    before: state.dueAt === null ? null : localMinuteOf(state.dueAt),
    after: {
      receivedAt: localMinuteOf(state.clockCycles[0].startedAt),
      dueAt: localMinuteOf(due.dueAt),
      steps: due.steps.map((one) => DeadlineStep.parse(one)),
      calendarStatus: due.calendarStatus,
      limit: counted.data,
    },
  };
}
