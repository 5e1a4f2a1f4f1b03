/** One line under the header. A lost line is told here too, calmly: the work is safe and goes on by itself. */
import { useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import { useFocusGiver } from '../../ui/focus-back.ts';
import { useLineState } from './line-state.ts';
import { useNavigation } from './navigation.ts';
import { useSaying } from './say.ts';

export function SayingLine() {
  const { t } = useTranslation();
  const { phase } = useLineState();
  const { text, hush } = useSaying();
  const { onFocus, giveBack } = useFocusGiver();
  // What was said belongs to the place it was said at.
  useEffect(
    () =>
      useNavigation.subscribe((now, before) => {
        if (now.asked !== before.asked) hush();
      }),
    [hush],
  );
  if (phase !== 'open') {
    return (
      <div className="mc-saying mc-saying-line" role="status">
        {t('frame.lineLost')}
      </div>
    );
  }
  if (text === null) return null;
  return (
    <div className="mc-saying" role="status" onFocus={onFocus}>
      {text}
      <button
        type="button"
        className="mc-link"
        onClick={() => {
          hush();
          giveBack();
        }}
      >
        {t('ui.understood')}
      </button>
    </div>
  );
}
