/** On the sign-in screen, where nobody can answer yet: what is odd about the machine's clock. */
import { useTranslation } from 'react-i18next';
import { useLineState } from '../frame/line-state.ts';
import { clockSentence } from './clock-words.ts';
import { useClockState } from './use-clock-question.ts';
import './clock.css';

export function ClockLine() {
  const { t } = useTranslation();
  const { generation } = useLineState();
  const asked = useClockState(true, generation);
  if (asked === undefined || asked.state.question === null) return null;
  return (
    <p className="mc-clock-odd" role="status">
      {clockSentence(asked.state, t)}
    </p>
  );
}
