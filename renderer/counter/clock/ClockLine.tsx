/** On the sign-in screen, where nobody can answer yet: what is odd about the machine's clock. */
import { useTranslation } from 'react-i18next';
import type { ClockState } from '#shared/contract/clock.ts';
import { clockSentence } from './clock-words.ts';
import './clock.css';

export function ClockLine({ state }: { readonly state: ClockState }) {
  const { t } = useTranslation();
  return state.question === null ? null : (
    <p className="mc-clock-odd" role="status">
      {clockSentence(state, t)}
    </p>
  );
}
