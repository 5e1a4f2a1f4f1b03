import type { DossierState } from '#shared/domain/dossier/state.ts';
import type { Applicant } from '#shared/journal/payloads/parts.ts';
import type { Connection } from '../connection.ts';

/** Who was here before, by number: as their latest dossier has them. */
export type KnownApplicant = {
  readonly applicant: Applicant;
  readonly lastDossierId: string;
  readonly lastDossierCode: string | null;
  readonly lastReceivedAt: string | null;
};

export type ApplicantQueries = {
  /** `personalId` as the acts have it. The latest is told by the business time, so an old register imported later does not make its data newer. */
  findByPersonalId(personalId: string): KnownApplicant | undefined;
};

export function applicantQueries({ sql }: Connection): ApplicantQueries {
  return {
    findByPersonalId: (personalId) => {
      const row = sql<{ state: string }>(
        'SELECT state FROM dossier WHERE personal_id = ? ORDER BY unixepoch(received_at) DESC, n DESC LIMIT 1',
      ).get(personalId);
      const state = row === undefined ? undefined : (JSON.parse(row.state) as DossierState);
      if (state === undefined || state.applicant === null) return undefined;
      const { applicant, dossierId: lastDossierId, dossierCode: lastDossierCode, receivedAt: lastReceivedAt } = state;
      return { applicant, lastDossierId, lastDossierCode, lastReceivedAt };
    },
  };
}
