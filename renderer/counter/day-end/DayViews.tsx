/** What stands under the day's sending: what is open, what has not arrived, or the stick. */
import { useTranslation } from 'react-i18next';
import { numberText } from '../../ui/format.ts';

export type DayView = 'problems' | 'unsent' | 'usb';

type DayViewsProps = {
  readonly view: DayView;
  readonly onView: (view: DayView) => void;
  readonly problems: number;
  readonly unsent: number;
};

export function DayViews({ view, onView, problems, unsent }: DayViewsProps) {
  const { t } = useTranslation();
  const words = {
    problems: t('dayEnd.views.problems', { number: numberText(problems) }),
    unsent: t('dayEnd.views.unsent', { number: numberText(unsent) }),
    usb: t('dayEnd.views.usb'),
  };
  return (
    <div className="mc-dayend-views" role="group" aria-label={t('dayEnd.views.title')}>
      {(['problems', 'unsent', 'usb'] as const).map((one) => (
        <button
          key={one}
          type="button"
          aria-pressed={view === one}
          onClick={() => {
            onView(one);
          }}
        >
          {words[one]}
        </button>
      ))}
    </div>
  );
}
