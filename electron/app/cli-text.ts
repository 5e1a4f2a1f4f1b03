/** Words the command line puts into acts where a person would have typed them. */
import texts from '#shared/locales/cli.vi.json' with { type: 'json' };

export const cliText: { readonly backfillReason: string; readonly reprintReason: string } = texts;
