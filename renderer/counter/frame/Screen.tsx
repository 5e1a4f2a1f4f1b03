/**
 * The regions every screen stands in: work on the left, paper or peek on the right, keys along the foot, the verb bottom right.
 * In windows narrower than 1200 px the right side is a drawer, opened with F6.
 */
import { useMediaQuery } from '@mantine/hooks';
import { type ReactNode, useState } from 'react';
import { flushSync } from 'react-dom';
import { useTranslation } from 'react-i18next';
import { FKeyBar } from '../../ui/bars/FKeyBar.tsx';
import { useKeys } from '../../ui/keys/KeyLayer.tsx';
import { nextRegion } from './regions.ts';
import { useSaying } from './say.ts';
import './frame.css';

export type ScreenProps = {
  /** Work. A flex column that fills the height; only tables in it scroll. */
  readonly children: ReactNode;
  /** Paper, peek or checks; none gives the whole width to the work. */
  readonly aside?: ReactNode;
  /** In px of the 1366 drawing: paper 476 or 356, peek 372, checks 330. Also the width of the verb. */
  readonly asideWidth?: number;
  /** What the drawer is called: "Giấy", "Xem trước". */
  readonly asideName?: string;
  /** `<F9Button>`; a screen without a verb has none. */
  readonly verb?: ReactNode;
  /** Bars above the verb: undo first, then errors. */
  readonly bars?: ReactNode;
};

/** A5 on the desk. */
const paperWidth = 476;

export function Screen({ children, aside, asideWidth = paperWidth, asideName, verb, bars }: ScreenProps) {
  const { t } = useTranslation();
  const narrow = useMediaQuery('(width < 1200px)', window.innerWidth < 1200, { getInitialValueInEffect: false });
  const [drawer, setDrawer] = useState(false);
  const say = useSaying((saying) => saying.say);
  const hasAside = aside !== undefined && aside !== null;

  const turn = (step: 1 | -1) => {
    const region = nextRegion(step);
    const inDrawer = region !== undefined && region.closest('.mc-aside') !== null;
    // A drawer is shown before it can take the focus.
    flushSync(() => {
      setDrawer(inDrawer);
    });
    region?.focus({ preventScroll: true });
  };
  useKeys([
    {
      combo: 'F6',
      label: narrow && hasAside ? (asideName ?? t('keys.region')) : t('keys.region'),
      run: () => {
        turn(1);
      },
      inBar: narrow && hasAside,
    },
    {
      combo: 'Shift+F6',
      label: t('keys.regionBack'),
      run: () => {
        turn(-1);
      },
      inBar: false,
    },
    ...(drawer && narrow
      ? [
          {
            combo: 'Esc' as const,
            label: t('keys.closeDrawer'),
            run: () => {
              setDrawer(false);
            },
            inBar: false,
          },
        ]
      : []),
  ]);

  const classes = [
    'mc-screen',
    ...(asideWidth === paperWidth ? ['mc-screen-paper'] : []),
    ...(hasAside ? [narrow ? 'mc-screen-drawer' : 'mc-screen-aside'] : []),
    ...(hasAside && narrow && drawer ? ['mc-screen-drawn'] : []),
  ];
  return (
    <div className={classes.join(' ')} style={{ '--mc-aside': `${asideWidth / 16}rem` } as React.CSSProperties}>
      <main className="mc-work" data-region="work">
        {children}
      </main>
      {hasAside ? <aside className="mc-aside">{aside}</aside> : null}
      <div className="mc-bars">{bars}</div>
      <footer className="mc-foot">
        <FKeyBar onRefused={say} />
        {verb === undefined || verb === null ? null : <div className="mc-verb">{verb}</div>}
      </footer>
    </div>
  );
}
