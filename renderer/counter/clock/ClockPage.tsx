/** The last step of signing in, once a day and whenever the clock is odd: before any screen opens, is this the time? */
import { useTranslation } from 'react-i18next';
import type { ClockState } from '#shared/contract/clock.ts';
import { useApi } from '../../bridge/index.ts';
import { ErrorBar } from '../../ui/bars/ErrorBar.tsx';
import { useKeys } from '../../ui/keys/KeyLayer.tsx';
import { useAttempt } from '../../ui/use-attempt.ts';
import { ClockForm, titleKey } from './ClockForm.tsx';
import { useClockQuestion } from './use-clock-question.ts';

export type ClockPageProps = {
  readonly state: ClockState;
  readonly readAtMs: number;
  /** Has the desk's state read again. */
  readonly read: () => void;
};

export function ClockPage({ state, readAtMs, read }: ClockPageProps) {
  const { t } = useTranslation();
  const api = useApi();
  const view = useClockQuestion(readAtMs, { state, readAtMs }, read);
  const { failure, run } = useAttempt();
  const signOut = async () => {
    try {
      await api.office.signOut();
    } finally {
      read();
    }
  };
  useKeys([
    {
      combo: 'Ctrl+Q',
      label: t('keys.lock'),
      run: () => {
        run(signOut);
      },
    },
  ]);
  const shown = view.state ?? state;
  return (
    <main className="mc-full">
      <div className="mc-full-card">
        <ClockForm view={view} state={shown} title={<h1 className="mc-full-title">{t(titleKey(shown))}</h1>} />
        {failure === null ? null : <ErrorBar failure={failure} />}
      </div>
    </main>
  );
}
