export type SetUpPageProps = { readonly recovery: boolean; readonly onDone: () => void };

/** First start of a counter, or the way back in with the recovery code. */
export function SetUpPage(_props: SetUpPageProps) {
  return null;
}
