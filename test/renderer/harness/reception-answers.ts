/** Reception answered in memory by the real catalogue, calendar and search; the clock stands still at `now`. */
import type { AcceptedDossier, DraftData, DraftRow, KnownApplicant, ReceptionPreview } from '#shared/contract/reception.ts';
import type { ReceptionInput } from '#shared/contract/values.ts';
import { findProcedure, type Procedure } from '#shared/domain/catalogue/procedure.ts';
import { findProcedures, indexProcedures } from '#shared/domain/catalogue/search.ts';
import { shippedCatalogue } from '#shared/domain/catalogue/shipped.ts';
import type { CivilDate } from '#shared/domain/deadline/civil-date.ts';
import { computeDueAt } from '#shared/domain/deadline/engine.ts';
import type { LocalDateTime } from '#shared/domain/deadline/local-date-time.ts';
import type { DoubleOptions } from './double.ts';
import { agencyCode, now, people } from './double-data.ts';

const today = now.slice(0, 10) as CivilDate;
const receivedAt = now.slice(0, 16) as LocalDateTime;
const index = indexProcedures(shippedCatalogue.procedures);
const dossierCode = `${agencyCode}-250424-2001`;

/** A number the office knows; its person is invented. */
export const knownPersonalId = '060161000213';

export function receptionAnswers(options: DoubleOptions): Record<string, (input: never) => unknown> {
  const drafts = new Map<string, DraftData>();
  return {
    'draft.list': (): DraftRow[] =>
      [...drafts].map(([draftId, data]) => ({ draftId, ownerName: 'Lê Thị Hạnh', mine: true, savedAt: now, data })),
    'draft.save': ({ draftId, data }: { draftId: string; data: DraftData }) => {
      drafts.set(draftId, data);
      return { savedAt: now };
    },
    'draft.delete': ({ draftId }: { draftId: string }) => {
      drafts.delete(draftId);
      return {};
    },
    'reception.procedures': async ({ text, limit }: { text: string; limit: number }) => {
      if (options.slow === true) await new Promise((resolve) => setTimeout(resolve, 600));
      return findProcedures(index, text, limit).map(({ code, name, fieldCode, handledBy, registerOnly }) => ({
        procedureCode: code,
        name,
        fieldName: fieldCode,
        handledBy,
        registerOnly,
      }));
    },
    'reception.procedure': ({ procedureCode }: { procedureCode: string }) => procedureOf(procedureCode),
    'reception.preview': ({ draft, highlight }: { draft: DraftData; highlight: string | null }) => previewOf(draft, highlight),
    'reception.knownApplicant': ({ personalId }: { personalId: string }): KnownApplicant | null =>
      personalId !== knownPersonalId
        ? null
        : {
            applicant: {
              kind: 'person',
              fullName: "K'Brơi",
              personalId,
              taxCode: null,
              dateOfBirth: '1961',
              sex: 'male',
              address: 'Khu phố Lạc Hưng 2, thị trấn Lạc Tánh',
              phone: '0976000118',
              email: null,
            },
            lastDossierCode: `${agencyCode}-250409-1002`,
            lastReceivedAt: '2025-04-09T08:20:00+07:00',
            openSameProcedure: [],
          },
    'reception.accept': ({ reception, settledAtDesk }: { reception: ReceptionInput; settledAtDesk: boolean }): AcceptedDossier => ({
      dossierId: people.trang,
      dossierCode,
      acceptActId: people.ngan,
      dueAt: '2025-05-05T17:30',
      receiptSlipDue: !settledAtDesk && !procedureOf(reception.procedureCode).registerOnly,
    }),
    'correction.undo': () => ({ actId: people.ngan }),
    ...(options.failing === true
      ? { 'paper.print': () => ({ printActId: people.phuc, reprintNo: 0, pageCount: 2, queued: false, queueFault: 'printer-silent' }) }
      : {}),
  };
}

function procedureOf(code: string): Procedure {
  const procedure = findProcedure(shippedCatalogue.procedures, code, today);
  if (procedure === undefined) throw new Error(`No procedure ${code}.`);
  return procedure;
}

function previewOf(draft: DraftData, highlight: string | null): ReceptionPreview {
  const procedure = draft.procedureCode === null ? undefined : procedureOf(draft.procedureCode);
  const result = procedure === undefined ? undefined : computeDueAt({ receivedAt, limit: procedure.processingTime });
  return {
    due:
      procedure === undefined || result === undefined
        ? null
        : { receivedAt, dueAt: result.dueAt, steps: result.steps, calendarStatus: result.calendarStatus, limit: procedure.processingTime },
    dueFault: null,
    feeVnd: draft.feeState === 'exempt' ? 0 : (draft.feeAmountVnd ?? procedure?.fee.amountVnd ?? null),
    nextDossierCode: dossierCode,
    pages: [slip([draft.fullName, draft.phone, procedure?.name ?? '', highlight ?? ''])],
  };
}

function slip(lines: readonly string[]): string {
  const written = lines
    .map((line, at) => `<text x="40" y="${120 + at * 24}" font-size="13">${line.replaceAll('&', '&amp;').replaceAll('<', '&lt;')}</text>`)
    .join('');
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 420 595"><rect width="420" height="595" fill="#fff"/><text x="210" y="60" font-size="14" text-anchor="middle">GIẤY TIẾP NHẬN HỒ SƠ</text>${written}</svg>`;
}
