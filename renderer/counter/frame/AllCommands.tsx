/** Ctrl+K: every command by name, those of the keys and those that have none. It never commits: F9 is not in the list. */
import { createSpotlight, Spotlight, type SpotlightActionData } from '@mantine/spotlight';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { fold } from '#shared/domain/text/fold.ts';
import { failureOf, useApi } from '../../bridge/index.ts';
import { failureWords } from '../../ui/bars/failure-words.ts';
import { useFocusReturn } from '../../ui/focus-back.ts';
import { KeyCap } from '../../ui/bars/KeyCap.tsx';
import { type KeyBinding, useHeldKeys, useKeys } from '../../ui/keys/KeyLayer.tsx';
import { screens } from '../screens.tsx';
import { useChip } from '../sync/SyncChip.tsx';
import { keepLanguage } from './language.ts';
import { useNavigation } from './navigation.ts';
import { useSaying } from './say.ts';

const [store, spotlight] = createSpotlight();

/** Keys that move, and the one that commits. */
const notCommands: ReadonlySet<string> = new Set([
  'Up',
  'Down',
  'Left',
  'Right',
  'PageUp',
  'PageDown',
  'Home',
  'End',
  'Enter',
  'Esc',
  'Space',
  'F6',
  'Shift+F6',
  'Ctrl+K',
  'F9',
]);

export function AllCommands({ onClose }: { readonly onClose: () => void }) {
  const { t, i18n } = useTranslation();
  const api = useApi();
  const go = useNavigation((navigation) => navigation.go);
  const say = useSaying((saying) => saying.say);
  useFocusReturn();
  const held = useHeldKeys();
  // The keys of the moment before: while the list is open only its own hold.
  const [keys] = useState<readonly KeyBinding[]>(held);
  useKeys([{ combo: 'Ctrl+K', label: t('keys.allCommands'), run: spotlight.close }], 'dialog');
  useEffect(() => {
    spotlight.open();
  }, []);

  const other = i18n.language === 'vi' ? 'en' : 'vi';
  const actions: SpotlightActionData[] = [
    ...keys
      .filter(({ combo, run }) => run !== undefined && !notCommands.has(combo))
      .map(({ combo, label, run }) => ({
        id: combo,
        label,
        rightSection: <KeyCap combo={combo} />,
        onClick: () => {
          run?.();
        },
      })),
    ...screens
      .filter(({ digit }) => digit === undefined)
      .map(({ id, open }) => ({
        id,
        label: t(`frame.screen.${id}`),
        onClick: () => {
          go(open);
        },
      })),
    {
      id: 'sync',
      label: t('sync.title'),
      onClick: () => {
        useChip.setState({ opened: true });
      },
    },
    {
      id: 'language',
      label: t('frame.otherLanguage'),
      onClick: () => {
        keepLanguage(other);
        void i18n.changeLanguage(other);
        api.office.keepLanguage({ language: other }).catch((error: unknown) => {
          say(failureWords(failureOf(error), i18n.t).title);
        });
      },
    },
  ];
  return (
    <Spotlight
      store={store}
      actions={actions}
      shortcut={null}
      yOffset="1.5rem"
      classNames={{ actionsList: 'mc-commands', action: 'mc-command' }}
      highlightQuery={false}
      nothingFound={t('commands.none')}
      overlayProps={{ blur: 0 }}
      searchProps={{ placeholder: t('commands.search') }}
      filter={(query, all) => all.filter((action) => 'label' in action && fold(action.label ?? '').includes(fold(query)))}
      onSpotlightClose={onClose}
    />
  );
}
