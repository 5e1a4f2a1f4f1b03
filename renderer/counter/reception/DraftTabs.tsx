/** Drafts by queue number or name, saved at each field left. ←→ along the tabs, Delete takes one away (and gives it back for 10 s). */
import { IconPlus } from '@tabler/icons-react';
import { type KeyboardEvent, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { KeyCap } from '../../ui/bars/KeyCap.tsx';
import { officeTime, timeText } from '../../ui/format.ts';
import { isEmptyDraft } from './draft-data.ts';
import { DraftTab } from './DraftTab.tsx';
import { MoreFields } from './MoreFields.tsx';
import { MoreMenu } from './MoreMenu.tsx';
import { currentDraft, useReception } from './reception-store.ts';
import { type DraftTabsJob, useDraftTabs } from './use-draft-tabs.ts';

export function DraftTabs({ save }: { readonly save: () => void }) {
  const { t } = useTranslation();
  const { savedAt } = useReception(currentDraft);
  const editing = useReception((state) => state.stage.kind === 'form');
  const job = useDraftTabs(save);
  const [fields, setFields] = useState(false);
  return (
    <div className="mc-drafts" inert={!editing}>
      <TabList job={job} />
      <button type="button" className="mc-draft" tabIndex={-1} onClick={job.begin}>
        <IconPlus size={15} stroke={1.9} aria-hidden="true" />
        {t('reception.newDraft')}
        <KeyCap combo="F2" />
      </button>
      <span className="mc-draft-saved mc-s mc-muted">
        {savedAt === null ? '' : t('reception.savedAt', { time: timeText(officeTime(savedAt)) })}
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

function TabList({ job: { show, remove } }: { readonly job: DraftTabsJob }) {
  const { t } = useTranslation();
  const drafts = useReception((state) => state.drafts);
  const current = useReception(currentDraft);
  const list = useRef<HTMLDivElement>(null);
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === 'Delete' && !event.repeat) remove(current);
    const step = event.key === 'ArrowRight' ? 1 : event.key === 'ArrowLeft' ? -1 : 0;
    const next = drafts[drafts.indexOf(current) + step];
    if (step === 0 || next === undefined) return;
    event.preventDefault();
    show(next.draftId);
    requestAnimationFrame(() => {
      list.current?.querySelector<HTMLElement>('[aria-selected="true"]')?.focus();
    });
  };
  return (
    <div className="mc-draft-list" role="tablist" aria-label={t('reception.drafts')} ref={list} onKeyDown={onKeyDown}>
      {drafts
        .filter((draft) => !isEmptyDraft(draft.data) || draft === current)
        .map((draft) => (
          <DraftTab
            key={draft.draftId}
            data={draft.data}
            chosen={draft === current}
            onChoose={() => {
              show(draft.draftId);
            }}
            onRemove={() => {
              remove(draft);
            }}
          />
        ))}
    </div>
  );
}
