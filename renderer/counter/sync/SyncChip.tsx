/** The header's sending state, computed from the store, and what it means when opened. */
import { Popover } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { create } from 'zustand';
import type { SyncProgress, SyncStatus } from '#shared/contract/sync.ts';
import { FailureLine } from '../../ui/bars/FailureLine.tsx';
import { useDesk, useMay, useToday } from '../frame/desk.ts';
import { type Place, useNavigation } from '../frame/navigation.ts';
import { AutoSend } from './AutoSend.tsx';
import { Notices } from './Notices.tsx';
import { SilentLine } from './SilentLine.tsx';
import { type SendNow, useSendNow } from './send-now.ts';
import { useSyncStatus } from './status-query.ts';
import { isSending, useFollowSync, useSyncLive } from './sync-live.ts';
import { chipLook, chipStory, chipWords } from './sync-words.ts';
import './sync.css';

/** Opened by a click or by its command. */
export const useChip = create<{ readonly opened: boolean }>(() => ({ opened: false }));
const put = (opened: boolean) => {
  useChip.setState({ opened });
};

export function SyncChip() {
  const { t } = useTranslation();
  useFollowSync();
  const status = useSyncStatus();
  const progress = useSyncLive((live) => live.progress);
  const opened = useChip((chip) => chip.opened);
  const today = useToday();
  if (status === null) return null;
  const look = chipLook(status, progress);
  return (
    <Popover
      opened={opened}
      onChange={put}
      position="bottom-end"
      width={360}
      trapFocus
      returnFocus
      withinPortal
      shadow="md"
      transitionProps={{ duration: 0 }}
    >
      <Popover.Target>
        <button
          type="button"
          className="mc-unsent mc-chip"
          data-look={look}
          tabIndex={-1}
          onClick={() => {
            put(!opened);
          }}
        >
          <i className="mc-unsent-ring" aria-hidden="true" />
          {chipWords(status, progress, today, t)}
        </button>
      </Popover.Target>
      <Popover.Dropdown className="mc-chip-story" aria-label={t('sync.title')}>
        <Story status={status} />
      </Popover.Dropdown>
    </Popover>
  );
}

function Story({ status }: { readonly status: SyncStatus }) {
  const { t } = useTranslation();
  const { unit } = useDesk();
  const today = useToday();
  const progress = useSyncLive((live) => live.progress);
  const sendNow = useSendNow();
  return (
    <>
      {chipStory(status, progress, { today, upstream: unit.upstreamName }, t).map((line) => (
        <p key={line}>{line}</p>
      ))}
      <SilentLine />
      {status.needsDecision === 0 ? null : <p>{t('sync.story.needsDecision', { count: status.needsDecision })}</p>}
      <FailureLine failure={sendNow.failure} />
      {status.enrolled === null ? null : <AutoSend held={status.held} />}
      <Notices />
      <ChipKeys status={status} progress={progress} sendNow={sendNow} />
    </>
  );
}

type ChipKeysProps = { readonly status: SyncStatus; readonly progress: SyncProgress | null; readonly sendNow: SendNow };

function ChipKeys({ status: { enrolled, allSent }, progress, sendNow: { send, pause } }: ChipKeysProps) {
  const { t } = useTranslation();
  const { unit } = useDesk();
  const mayClose = useMay('dossier.accept');
  const go = useNavigation((navigation) => navigation.go);
  const leaveFor = (place: Place) => () => {
    put(false);
    go(place);
  };
  return (
    <div className="mc-chip-keys">
      {enrolled === null || allSent ? null : (
        <ChipKey
          words={t(!isSending(progress) ? 'sync.sendNow' : progress.phase === 'connecting' ? 'sync.stopWaiting' : 'sync.pause')}
          onPress={isSending(progress) ? pause : send}
        />
      )}
      {mayClose ? <ChipKey words={t('sync.toDayEnd')} onPress={leaveFor({ screen: 'dayEnd' })} /> : null}
      {enrolled === null ? null : (
        <ChipKey words={t('packs.title', { upstream: unit.upstreamName })} onPress={leaveFor({ screen: 'packs' })} />
      )}
      <ChipKey
        words={t('ui.close')}
        onPress={() => {
          put(false);
        }}
      />
    </div>
  );
}

function ChipKey({ words, onPress }: { readonly words: string; readonly onPress: () => void }) {
  return (
    <button type="button" className="mc-quiet-button" onClick={onPress}>
      {words}
    </button>
  );
}
