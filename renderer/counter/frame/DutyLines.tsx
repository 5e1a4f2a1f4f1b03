/** What the person at the desk is reminded of on every screen until it is done, and the way to it. */
import { useTranslation } from 'react-i18next';
import type { Duty } from '#shared/contract/office.ts';
import { useHeaderStatus } from './header-status.ts';
import { type Place, useNavigation } from './navigation.ts';

const placeOf: Readonly<Record<Duty, Place>> = {
  lastCode: { screen: 'numbers' },
  recoveryCode: { screen: 'keys' },
  papers: { screen: 'papers' },
};

export function DutyLines() {
  const { t } = useTranslation();
  const status = useHeaderStatus();
  const go = useNavigation((navigation) => navigation.go);
  const here = useNavigation((navigation) => navigation.place.screen);
  const duties = (status?.duties ?? []).filter((duty) => placeOf[duty].screen !== here);
  if (duties.length === 0) return null;
  return (
    <section className="mc-duties" aria-label={t('duties.name')} data-region="duties">
      {duties.map((duty) => (
        <p key={duty}>
          <span>{t(`duties.${duty}.words`)}</span>
          <button
            type="button"
            className="mc-link"
            onClick={() => {
              go(placeOf[duty]);
            }}
          >
            {t(`duties.${duty}.verb`)}
          </button>
        </p>
      ))}
    </section>
  );
}
