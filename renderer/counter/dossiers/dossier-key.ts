/** First part of every query key about dossiers: invalidating it reloads list, counts, peek and page after an act. */
export const dossierKey = ['dossier'] as const;
