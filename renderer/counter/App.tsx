/** Which of the page's faces is shown: waiting for the app, set-up, a fault, sign-in, or the screens. */
import { useCallback, useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { DeskState } from '#shared/contract/office.ts';
import { keepFocus } from '../ui/keys/keep-focus.ts';
import { KeyLayer } from '../ui/keys/KeyLayer.tsx';
import { ClockPage } from './clock/ClockPage.tsx';
import { DeskScreens } from './frame/DeskScreens.tsx';
import { useDeskState } from './frame/desk-state.ts';
import { FaultPage } from './frame/FaultPage.tsx';
import { useKeptLanguage } from './frame/language.ts';
import { useSaying } from './frame/say.ts';
import { useKeptReception } from './reception/kept-reception.ts';
import { ReceptionContext } from './reception/reception-store.ts';
import { SetUpPage } from './set-up/SetUpPage.tsx';
import { TriagePage } from './triage/TriagePage.tsx';
import { SignInPage } from './sign-in/SignInPage.tsx';

/** A scanner's keys are closer than this until the office's own setting is read. */
const defaultScannerGapMs = 35;

export function App() {
  const { t, i18n } = useTranslation();
  const say = useSaying((saying) => saying.say);
  const { state, readAtMs, failure, settings, read } = useDeskState();
  useKeptLanguage(state !== null && 'language' in state ? state.language : undefined);
  const reception = useKeptReception(state?.phase === 'signed-in' ? state.person.personId : null);
  const onUnusedScan = useCallback(
    (scan: { readonly kind: 'scan' | 'mangled' }) => {
      say(t(scan.kind === 'mangled' ? 'scan.mangled' : 'scan.unused'));
    },
    [say, t],
  );
  useEffect(() => {
    document.documentElement.lang = i18n.language;
  }, [i18n.language]);
  useEffect(keepFocus, []);

  return (
    <KeyLayer scannerGapMs={settings?.scannerGapMs ?? defaultScannerGapMs} onRefused={say} onUnusedScan={onUnusedScan}>
      {failure !== null && state === null ? <FaultPage failure={failure} onAgain={read} /> : null}
      <ReceptionContext value={reception}>
        {state === null ? null : <Face state={state} readAtMs={readAtMs} idleLockMinutes={settings?.idleLockMinutes ?? null} read={read} />}
      </ReceptionContext>
    </KeyLayer>
  );
}

type FaceProps = {
  readonly state: DeskState;
  readonly readAtMs: number;
  readonly idleLockMinutes: number | null;
  readonly read: () => void;
};

function Face({ state, readAtMs, idleLockMinutes, read }: FaceProps) {
  switch (state.phase) {
    case 'set-up':
      return (
        <SetUpPage
          keyFault={state.recovery ? (state.keyFault ?? 'missing') : undefined}
          dataMissing={state.dataMissing === true}
          onDone={read}
        />
      );
    case 'fault':
      return <FaultPage failure={{ code: state.code, params: state.params, reference: state.reference }} onAgain={read} />;
    case 'triage':
      return <TriagePage code={state.code} reference={state.reference} onDone={read} />;
    case 'sign-in':
      return <SignInPage state={state} readAtMs={readAtMs} onSignedIn={read} />;
    case 'signed-in':
      return <SignedInFace key={state.person.personId} state={state} readAtMs={readAtMs} idleLockMinutes={idleLockMinutes} read={read} />;
  }
}

/** Until the clock is agreed on no screen opens; one that is open stays, and the question comes over it. */
function SignedInFace({
  state,
  readAtMs,
  idleLockMinutes,
  read,
}: FaceProps & { readonly state: Extract<DeskState, { phase: 'signed-in' }> }) {
  const agreed = state.clock.question === null;
  const [entered, setEntered] = useState(agreed);
  if (agreed && !entered) setEntered(true);
  return entered ? (
    <DeskScreens
      unit={state.unit}
      person={state.person}
      now={state.now}
      readAtMs={readAtMs}
      idleLockMinutes={idleLockMinutes}
      onLocked={read}
    />
  ) : (
    <ClockPage state={state.clock} readAtMs={readAtMs} read={read} />
  );
}
