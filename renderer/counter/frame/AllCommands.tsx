/** Ctrl+K: every command by name, those of the keys and those that have none. */
import { createSpotlight, Spotlight, type SpotlightActionData } from '@mantine/spotlight';
import { useTranslation } from 'react-i18next';
import { fold } from '#shared/domain/text/fold.ts';
import { KeyCap } from '../../ui/bars/KeyCap.tsx';
import { useHeldKeys } from '../../ui/keys/KeyLayer.tsx';
import { screens } from '../screens.tsx';
import { keepLanguage } from './language.ts';
import { useNavigation } from './navigation.ts';

const [store, spotlight] = createSpotlight();

export function openAllCommands(): void {
  spotlight.open();
}

const moves: ReadonlySet<string> = new Set(['Up', 'Down', 'Left', 'Right', 'Enter', 'Esc', 'Space', 'F6', 'Shift+F6', 'Ctrl+K']);

export function AllCommands() {
  const { t, i18n } = useTranslation();
  const go = useNavigation((navigation) => navigation.go);
  const held = useHeldKeys();
  const other = i18n.language === 'vi' ? 'en' : 'vi';
  const actions: SpotlightActionData[] = [
    ...held
      .filter(({ combo, run }) => run !== undefined && !moves.has(combo))
      .map(({ combo, label, run }) => ({ id: combo, label, keywords: fold(label), rightSection: <KeyCap combo={combo} />, onClick: () => { run?.(); } })),
    ...screens
      .filter(({ digit }) => digit === undefined)
      .map(({ id, open }) => ({ id, label: t(`frame.screen.${id}`), keywords: fold(t(`frame.screen.${id}`)), onClick: () => { go(open); } })),
    { id: 'language', label: t('frame.otherLanguage'), keywords: 'language ngon ngu', onClick: () => { keepLanguage(other); void i18n.changeLanguage(other); } },
  ];
  return (
    <Spotlight
      store={store}
      actions={actions}
      shortcut={null}
      highlightQuery={false}
      nothingFound={t('commands.none')}
      searchProps={{ placeholder: t('commands.search') }}
      filter={(query, all) => all.filter((action) => 'label' in action && fold(`${action.label ?? ''} ${String(action.keywords ?? '')}`).includes(fold(query)))}
    />
  );
}
