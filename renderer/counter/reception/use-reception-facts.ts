/** What the screen knows of the draft being typed: its procedure, its paper and due date, and what still keeps F9 from committing. */
import { useTranslation } from 'react-i18next';
import type { DueView } from '#shared/contract/due.ts';
import type { DraftData, ReceptionPreview } from '#shared/contract/reception.ts';
import type { CivilDate } from '#shared/domain/deadline/civil-date.ts';
import type { Procedure } from '#shared/domain/catalogue/procedure.ts';
import { type CallFailure, isErrorCode } from '../../bridge/index.ts';
import { failureWords } from '../../ui/bars/failure-words.ts';
import { useOfficeNow, useToday } from '../frame/desk.ts';
import { type Gap, gapsOf } from './gaps.ts';
import { currentDraft, useReception } from './reception-store.ts';
import { paperFieldOf, usePreview } from './use-preview.ts';
import { useProcedure } from './use-procedure.ts';

export type ReceptionFacts = {
  readonly draftId: string;
  readonly data: DraftData;
  readonly today: CivilDate;
  readonly procedure: Procedure | undefined;
  /** Null until the first answer. */
  readonly preview: ReceptionPreview | null;
  /** What keeps the due date from being counted, in words. */
  readonly dueFault: string | null;
  readonly gaps: readonly Gap[];
  /** Neither a procedure nor a name yet. */
  readonly empty: boolean;
  /** Received, resolved and returned in one record. */
  readonly settles: boolean;
  readonly registerOnly: boolean;
};

/** `focused`: the field whose line of the paper is marked. */
export function useReceptionFacts(focused: string | undefined): ReceptionFacts {
  const { t } = useTranslation();
  const { draftId, data } = useReception(currentDraft);
  const editing = useReception((state) => state.stage.kind === 'form');
  const slipAsked = useReception((state) => state.slipAsked);
  const today = useToday();
  const now = useOfficeNow();
  const procedure = useProcedure(data.procedureCode);
  const empty = data.procedureCode === null && data.fullName.trim() === '';
  const { preview, failure } = usePreview(draftId, data, paperFieldOf(focused), now, editing && !empty);
  const fault = dateFault(preview) ?? failure;
  return {
    draftId,
    data,
    today,
    procedure,
    preview,
    dueFault: fault === null ? null : failureWords(fault, t).title,
    gaps: gapsOf({ data, procedure, feeVnd: preview?.feeVnd ?? null, today }),
    empty,
    settles: endsToday(preview?.due ?? null, today) && !slipAsked && data.occurredAt === '',
    registerOnly: procedure?.registerOnly === true,
  };
}

function dateFault(preview: ReceptionPreview | null): Pick<CallFailure, 'code' | 'params'> | null {
  const fault = preview?.dueFault ?? null;
  return fault === null ? null : { code: isErrorCode(fault.code) ? fault.code : 'unexpected', params: fault.params };
}

/** A same-day limit that ends today is settled at the desk, without a slip, unless one is asked for. */
function endsToday(due: DueView | null, today: string): boolean {
  return due !== null && due.limit.sameDay && due.dueAt.slice(0, 10) === today;
}
