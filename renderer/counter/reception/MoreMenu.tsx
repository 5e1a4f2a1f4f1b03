/** What most dossiers do not need: organisations, other ways of submitting, several sets, a note, a paper filled in by hand. */
import { Menu } from '@mantine/core';
import { IconDots } from '@tabler/icons-react';
import { useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { useOfficeNow } from '../frame/desk.ts';
import { useDraft, usePatch } from './reception-store.ts';

const channels = ['inPerson', 'postal', 'online'] as const;

export function MoreMenu({ onFields }: { readonly onFields: () => void }) {
  const { t } = useTranslation();
  const patch = usePatch();
  const { applicantKind, note, dossierCount, occurredAt } = useDraft((data) => data);
  const now = useOfficeNow();
  const button = useRef<HTMLButtonElement>(null);
  const person = applicantKind === 'person';
  return (
    <Menu position="bottom-end" transitionProps={{ duration: 0 }} width={300}>
      <Menu.Target>
        <button ref={button} type="button" className="mc-draft mc-draft-more">
          <IconDots size={16} stroke={1.9} aria-hidden="true" />
          {t(note.trim() !== '' || dossierCount > 1 ? 'reception.more.filled' : 'reception.more.title')}
        </button>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Item
          onClick={() => {
            patch({ applicantKind: person ? 'organisation' : 'person' });
          }}
        >
          {t(person ? 'reception.more.organisation' : 'reception.more.person')}
        </Menu.Item>
        <Menu.Divider />
        <Menu.Label>{t('reception.more.channel')}</Menu.Label>
        {channels.map((channel) => (
          <Channel key={channel} channel={channel} />
        ))}
        <Menu.Divider />
        <Menu.Item
          onClick={() => {
            // The item goes with the menu: what opens next gives the focus back to the button.
            button.current?.focus();
            onFields();
          }}
        >
          {t('reception.more.fields')}
        </Menu.Item>
        <Menu.Item
          onClick={() => {
            patch(occurredAt === '' ? { occurredAt: now } : { occurredAt: '', backfillReason: '', backfillPage: '' });
          }}
        >
          {t(occurredAt === '' ? 'reception.more.backfill' : 'reception.more.live')}
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}

function Channel({ channel }: { readonly channel: (typeof channels)[number] }) {
  const { t } = useTranslation();
  const patch = usePatch();
  const chosen = useDraft((data) => data.channel === channel);
  return (
    <Menu.Item
      role="menuitemradio"
      aria-checked={chosen}
      onClick={() => {
        patch({ channel });
      }}
    >
      {chosen ? '✓ ' : ''}
      {t(`reception.channel.${channel}`)}
    </Menu.Item>
  );
}
