/** Why an act is refused before it is made, or parked by the fold. Each is a key of the locales: `why.<code>`. */
const whys = [
  /** The dossier's status does not allow this step. */
  'not-from-this-status',
  /** The dossier is closed for good: returned, not accepted, withdrawn or voided. */
  'dossier-closed',
  /** It already has a code; a second acceptance is another dossier. */
  'already-accepted',
  /** Voiding by the receptionist: papers have left the desk. */
  'handed-over-already',
  /** Voiding by the receptionist: only on the day of reception. */
  'not-the-same-day',
  /** A second supplement request needs its reason (Đ11 k2 đ.c). */
  'second-supplement-needs-reason',
  /** Re-appointment at most once (Đ19 k9). */
  'already-extended',
  /** A supplement slip as first act names applicant and procedure itself. */
  'applicant-missing',
  /** Made without having seen a change that another counter made in between. */
  'change-not-seen',
  /** Built on an act that is itself without effect. */
  'built-on-parked',
  'built-on-set-aside',
  /** The server's finding: person dismissed, device revoked, number out of range. */
  'contested',
  /** The payload does not fit its kind and version. */
  'payload-unreadable',
  /** A settlement that came after another one had decided the same. */
  'settled-already',
  /** Set aside by a settlement. */
  'set-aside',
  /** An open dispute has to be settled first. */
  'needs-decision',
  /** Some act needs a newer version of this app. */
  'needs-update',
] as const;

export type Why = (typeof whys)[number];
