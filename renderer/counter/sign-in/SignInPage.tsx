import type { DeskState } from '#shared/contract/office.ts';

export type SignInPageProps = { readonly state: Extract<DeskState, { phase: 'sign-in' }>; readonly readAtMs: number; readonly onSignedIn: () => void };

/** Who acts, known in two seconds, offline; also the lock screen. */
export function SignInPage(_props: SignInPageProps) {
  return null;
}
