/** Drafts by queue number or name, saved at each field left. ←→ along the tabs, Delete takes one away (and gives it back for 10 s). */
import { Menu } from '@mantine/core';
import { IconDots, IconPlus, IconX } from '@tabler/icons-react';
import { type KeyboardEvent, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { failureOf, useApi } from '../../bridge/index.ts';
import { KeyCap } from '../../ui/bars/KeyCap.tsx';
import { officeTime, timeText } from '../../ui/format.ts';
import { useOfficeNow } from '../frame/desk.ts';
import { isEmptyDraft } from './draft-data.ts';
import { MoreFields } from './MoreFields.tsx';
import { spokenProcedureName } from './procedure-name.ts';
import {
  currentDraft,
  dropDraft,
  openFreshDraft,
  type OpenDraft,
  patchDraft,
  putBackDraft,
  showDraft,
  useReception,
  useReceptionStore,
} from './reception-store.ts';
import { useProcedure } from './use-procedure.ts';

export function DraftTabs({ save }: { readonly save: () => void }) {
  const { t } = useTranslation();
  const api = useApi();
  const store = useReceptionStore();
  const drafts = useReception((state) => state.drafts);
  const current = useReception(currentDraft);
  const stage = useReception((state) => state.stage);
  const list = useRef<HTMLDivElement>(null);
  const [fields, setFields] = useState(false);

  const remove = async (draft: OpenDraft) => {
    dropDraft(store, draft.draftId);
    if (isEmptyDraft(draft.data)) return;
    const giveBack = () => {
      putBackDraft(store, { ...draft, savedData: null });
      save();
    };
    store.setState({ undo: { id: draft.draftId, text: t('reception.undo.draft'), undo: giveBack } });
    try {
      await api.draft.delete({ draftId: draft.draftId });
    } catch (error) {
      store.setState({ failure: failureOf(error) });
    }
  };
  const onKeyDown = (event: KeyboardEvent<HTMLDivElement>) => {
    const index = drafts.findIndex(({ draftId }) => draftId === current.draftId);
    const step = event.key === 'ArrowRight' ? 1 : event.key === 'ArrowLeft' ? -1 : 0;
    const next = drafts[index + step];
    if (step !== 0 && next !== undefined) {
      event.preventDefault();
      save();
      showDraft(store, next.draftId);
      requestAnimationFrame(() => {
        list.current?.querySelector<HTMLElement>('[aria-selected="true"]')?.focus();
      });
    }
    if (event.key === 'Delete') void remove(current);
  };

  return (
    <div className="mc-drafts" inert={stage.kind !== 'form'}>
      <div className="mc-draft-list" role="tablist" aria-label={t('reception.drafts')} ref={list} onKeyDown={onKeyDown}>
        {drafts
          .filter((draft) => !isEmptyDraft(draft.data) || draft.draftId === current.draftId)
          .map((draft) => (
            <DraftTab
              key={draft.draftId}
              draft={draft}
              chosen={draft.draftId === current.draftId}
              onChoose={() => {
                save();
                showDraft(store, draft.draftId);
              }}
              onRemove={() => {
                void remove(draft);
              }}
            />
          ))}
      </div>
      <button
        type="button"
        className="mc-draft"
        tabIndex={-1}
        onClick={() => {
          save();
          openFreshDraft(store);
        }}
      >
        <IconPlus size={15} stroke={1.9} aria-hidden="true" />
        {t('reception.newDraft')}
        <KeyCap combo="F2" />
      </button>
      <span className="mc-draft-saved mc-s mc-muted">
        {current.savedAt === null ? '' : t('reception.savedAt', { time: timeText(officeTime(current.savedAt)) })}
      </span>
      <MoreMenu
        onFields={() => {
          setFields(true);
        }}
      />
      {fields ? (
        <MoreFields
          onClose={() => {
            setFields(false);
            save();
          }}
        />
      ) : null}
    </div>
  );
}

type DraftTabProps = { readonly draft: OpenDraft; readonly chosen: boolean; readonly onChoose: () => void; readonly onRemove: () => void };

function DraftTab({ draft: { data }, chosen, onChoose, onRemove }: DraftTabProps) {
  const { t } = useTranslation();
  const procedure = useProcedure(data.procedureCode);
  const words = [data.fullName.trim(), procedure === undefined ? '' : spokenProcedureName(procedure.name)]
    .filter((word) => word !== '')
    .join(' · ');
  return (
    <button
      type="button"
      role="tab"
      className={chosen ? 'mc-draft mc-draft-on' : 'mc-draft'}
      aria-selected={chosen}
      aria-keyshortcuts="Delete"
      tabIndex={chosen ? 0 : -1}
      onClick={onChoose}
      title={words}
    >
      {data.queueLabel === '' ? null : <b className="mc-draft-queue">{data.queueLabel}</b>}
      <span className="mc-cut">{words === '' ? t('reception.freshDraft') : words}</span>
      {isEmptyDraft(data) ? null : (
        // For the mouse; the keyboard has Delete. A tab holds no other button.
        <span
          className="mc-draft-close"
          aria-hidden="true"
          title={t('reception.removeDraft')}
          onClick={(event) => {
            event.stopPropagation();
            onRemove();
          }}
        >
          <IconX size={15} stroke={1.9} />
        </span>
      )}
    </button>
  );
}

/** What most dossiers do not need: organisations, other ways of submitting, several sets, a note, a paper filled in by hand. */
function MoreMenu({ onFields }: { readonly onFields: () => void }) {
  const { t } = useTranslation();
  const store = useReceptionStore();
  const { data } = useReception(currentDraft);
  const now = useOfficeNow();
  return (
    <Menu position="bottom-end" transitionProps={{ duration: 0 }} width={300}>
      <Menu.Target>
        <button type="button" className="mc-draft mc-draft-more">
          <IconDots size={16} stroke={1.9} aria-hidden="true" />
          {t(data.note.trim() !== '' || data.dossierCount > 1 ? 'reception.more.filled' : 'reception.more.title')}
        </button>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Item
          onClick={() => {
            patchDraft(store, { applicantKind: data.applicantKind === 'person' ? 'organisation' : 'person' });
          }}
        >
          {t(data.applicantKind === 'person' ? 'reception.more.organisation' : 'reception.more.person')}
        </Menu.Item>
        <Menu.Divider />
        <Menu.Label>{t('reception.more.channel')}</Menu.Label>
        {(['inPerson', 'postal', 'online'] as const).map((channel) => (
          <Menu.Item
            key={channel}
            aria-checked={data.channel === channel}
            role="menuitemradio"
            onClick={() => {
              patchDraft(store, { channel });
            }}
          >
            {data.channel === channel ? '✓ ' : ''}
            {t(`reception.channel.${channel}`)}
          </Menu.Item>
        ))}
        <Menu.Divider />
        <Menu.Item onClick={onFields}>{t('reception.more.fields')}</Menu.Item>
        <Menu.Item
          onClick={() => {
            patchDraft(store, data.occurredAt === '' ? { occurredAt: now } : { occurredAt: '', backfillReason: '', backfillPage: '' });
          }}
        >
          {t(data.occurredAt === '' ? 'reception.more.backfill' : 'reception.more.live')}
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}
