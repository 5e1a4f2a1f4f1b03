/** Who was here before, by number: latest data of the latest act that carries the number. */
export type KnownApplicant = {
  readonly personalId: string;
  readonly fullName: string;
  readonly applicant: unknown;
  readonly lastDossierId: string;
  readonly lastSeenAt: string;
};

export type ApplicantQueries = { findByPersonalId(personalId: string): KnownApplicant | undefined };
