import { fold } from '#shared/domain/dossier/fold.ts';
import type { Applicant } from '#shared/journal/payloads/parts.ts';
import type { Connection } from '../connection.ts';
import { candidates, indexedTo } from '../search-index.ts';
import { personMatch } from '../search-query.ts';
import { actQueries } from './acts.ts';
import { epochsOf } from './epochs.ts';

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

export function applicantQueries(connection: Connection): ApplicantQueries {
  return {
    findByPersonalId: (personalId) => {
      const match = personMatch(personalId);
      if (match === undefined) return undefined;
      const upTo = indexedTo(connection);
      const row = connection
        .sql<{ id: string }>(
          `SELECT d.dossier_id AS id FROM ${candidates} AS found CROSS JOIN dossier AS d ON d.n = found.n WHERE d.personal_id = ?
         ORDER BY unixepoch(d.received_at) DESC, d.n DESC LIMIT 1`,
        )
        .get(match, upTo, upTo, personalId);
      if (row === undefined) return undefined;
      const state = fold(actQueries(connection).ofDossier(row.id), epochsOf(connection));
      if (state.applicant === null) return undefined;
      const { applicant, dossierId: lastDossierId, dossierCode: lastDossierCode, receivedAt: lastReceivedAt } = state;
      return { applicant, lastDossierId, lastDossierCode, lastReceivedAt };
    },
  };
}
