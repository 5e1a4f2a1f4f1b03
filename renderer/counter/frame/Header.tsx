/** The mark, the screens, what has not been sent, and who is here. Offline is normal: a plain chip, never red. */
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useDesk } from './desk.ts';
import { Mark } from './Mark.tsx';
import { useNavigation } from './navigation.ts';
import { screens } from '../screens.tsx';
import { SyncChip } from '../sync/SyncChip.tsx';

export function Header() {
  const { t } = useTranslation();
  const { unit, person, lock } = useDesk();
  const place = useNavigation((navigation) => navigation.place);
  const go = useNavigation((navigation) => navigation.go);
  const altHeld = useAltHeld();
  return (
    <header className="mc-header">
      <div className="mc-brand">
        <Mark />
        {t('frame.brand')}
      </div>
      <nav className="mc-nav" aria-label={t('frame.screens')}>
        {screens
          .filter(({ digit }) => digit !== undefined)
          .map(({ id, digit, shows, open }) => (
            <button
              type="button"
              className="mc-nav-tab"
              key={id}
              aria-current={shows.includes(place.screen) ? 'page' : undefined}
              tabIndex={-1}
              onClick={() => {
                go(open);
              }}
            >
              {altHeld ? <span className="mc-nav-digit">{digit}</span> : null}
              {t(`frame.screen.${id}`)}
            </button>
          ))}
      </nav>
      <div className="mc-header-right">
        <SyncChip />
        <button type="button" className="mc-me" onClick={lock} title={t('keys.lock')} tabIndex={-1}>
          <span className="mc-avatar" aria-hidden="true">
            {person.initials}
          </span>
          <span>
            {person.fullName}
            <small>
              {t('frame.atCounter', { counterNo: unit.counterNo, role: person.title ?? t(`roles.${person.roles[0] ?? 'receptionist'}`) })}
            </small>
          </span>
        </button>
      </div>
    </header>
  );
}

/** Holding Alt shows the digits on the tabs. */
function useAltHeld(): boolean {
  const [held, setHeld] = useState(false);
  useEffect(() => {
    const follow = (event: KeyboardEvent) => {
      setHeld(event.key === 'Alt' ? event.type === 'keydown' : event.altKey);
    };
    const letGo = () => {
      setHeld(false);
    };
    window.addEventListener('keydown', follow);
    window.addEventListener('keyup', follow);
    window.addEventListener('blur', letGo);
    return () => {
      window.removeEventListener('keydown', follow);
      window.removeEventListener('keyup', follow);
      window.removeEventListener('blur', letGo);
    };
  }, []);
  return held;
}
