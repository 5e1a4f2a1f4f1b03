/** The list: find any dossier with what the citizen remembers. The focus stays in the search; the chosen line and the peek follow. */
import { useQueryClient } from '@tanstack/react-query';
import { useCallback, useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { failureOf } from '../../../bridge/index.ts';
import { ErrorBar } from '../../../ui/bars/ErrorBar.tsx';
import { F9Button } from '../../../ui/bars/F9Button.tsx';
import { useDesk, useMay, useToday } from '../../frame/desk.ts';
import { useNavigation } from '../../frame/navigation.ts';
import { Screen } from '../../frame/Screen.tsx';
import { dossierKey } from '../dossier-key.ts';
import { DossierTable } from './DossierTable.tsx';
import { DraftList } from './DraftList.tsx';
import { listFor, select, setTab, setText, type ShownTab, useListStore } from './list-store.ts';
import { ListTabs } from './ListTabs.tsx';
import { NothingFound } from './NothingFound.tsx';
import { Peek } from './Peek.tsx';
import { SearchField } from './SearchField.tsx';
import { useDebounced } from '../../../ui/use-debounced.ts';
import { useDrafts } from './use-drafts.ts';
import { useListKeys } from './use-list-keys.ts';
import { useListRows } from './use-list-rows.ts';
import { useListScan } from './use-list-scan.ts';
import { useWhenHere } from '../../../ui/use-when-here.ts';
import { useSameLine } from './use-same-line.ts';
import '../dossiers.css';

const debounceMs = 80;
const contractTabs = ['all', 'inProcess', 'dueSoon', 'overdue', 'paused', 'awaitingReturn', 'needsDecision'] as const;

export function DossierListScreen() {
  const { t } = useTranslation();
  const { unit, person } = useDesk();
  useState(() => {
    listFor(person.personId);
  });
  const { text, tab, selectedId, selectedIndex } = useListStore();
  const go = useNavigation((navigation) => navigation.go);
  const queries = useQueryClient();
  const today = useToday();
  const mayImport = useMay('register.import');
  const field = useRef<HTMLInputElement>(null);
  useSearchFocus(field);

  const query = useDebounced(text, debounceMs);
  const drafts = useDrafts(query);
  const [view, setView] = useState<readonly [number, number]>([0, 0]);
  const isDrafts = tab === 'drafts';
  const rows = useListRows(query, isDrafts ? 'all' : tab, view);
  const total = isDrafts ? (drafts ?? []).length : rows.total;
  const tabs: readonly ShownTab[] = drafts === undefined ? contractTabs : [...contractTabs, 'drafts'];
  useSameLine(isDrafts ? null : rows, selectedId, selectedIndex);

  const choose = useCallback(
    (index: number) => {
      select(index, isDrafts ? null : (rows.rowAt(index)?.dossierId ?? null));
    },
    [isDrafts, rows],
  );
  const open = (index: number) => {
    const dossierId = isDrafts ? undefined : rows.rowAt(index)?.dossierId;
    if (dossierId !== undefined) go({ screen: 'dossier', dossierId });
    const draft = isDrafts ? drafts?.[index] : undefined;
    if (draft?.mine === true) go({ screen: 'reception', draftId: draft.draftId });
  };
  const openChosen = useWhenHere(text, query !== text || (!isDrafts && (rows.stale || rows.first)), () => {
    open(selectedIndex);
  });
  const toSearch = useListScan(field);
  useListKeys({
    total,
    selectedIndex,
    tabs,
    tab,
    text,
    choose,
    onTab: setTab,
    onClear: () => {
      setText('');
      field.current?.focus();
    },
    onAgain: () => {
      setText('');
      field.current?.focus();
    },
    onRefresh: () => {
      void queries.invalidateQueries({ queryKey: dossierKey });
    },
  });
  const onView = useCallback((first: number, last: number) => {
    setView([first, last]);
  }, []);
  const shownId = isDrafts ? null : (rows.rowAt(selectedIndex)?.dossierId ?? selectedId);

  return (
    <Screen
      aside={<Peek dossierId={total === 0 ? null : shownId} ownAgency={unit.agencyCode} />}
      asideWidth={372}
      asideName={t('dossiers.peek.name')}
      verb={<F9Button combo="Enter" label={t(isDrafts ? 'dossiers.openDraft' : 'dossiers.open')} onPress={openChosen} />}
      bars={rows.error === null ? null : <ErrorBar failure={failureOf(rows.error)} />}
    >
      <h1 className="mc-visually-hidden">{t('frame.screen.dossiers')}</h1>
      <SearchField
        field={field}
        text={text}
        counts={rows.counts}
        selectedIndex={total === 0 ? null : selectedIndex}
        onText={setText}
        onEnter={openChosen}
      />
      <div className="mc-tabs-row">
        <ListTabs
          tabs={tabs}
          current={tab}
          counts={{ ...rows.counts?.tabs, ...(drafts === undefined ? {} : { drafts: drafts.length }) }}
          onTab={setTab}
        />
        {mayImport ? (
          <button
            type="button"
            className="mc-quiet-button"
            onClick={() => {
              go({ screen: 'import' });
            }}
          >
            {t('dossiers.import')}
          </button>
        ) : null}
      </div>
      {isDrafts ? (
        <DraftList drafts={drafts ?? []} query={query} selectedIndex={selectedIndex} onSelect={choose} onOpen={open} />
      ) : rows.total === 0 && !rows.first && rows.error === null ? (
        <NothingFound text={query} tab={tab} />
      ) : (
        <DossierTable
          rows={rows}
          query={query}
          selectedIndex={selectedIndex}
          today={today}
          onSelect={choose}
          onOpen={open}
          onView={onView}
          onType={toSearch}
        />
      )}
      {rows.loosely === null || isDrafts || rows.total === 0 ? null : (
        <p className="mc-list-note">{t(`dossiers.loosely.${rows.loosely}`)}</p>
      )}
    </Screen>
  );
}

/** F3 from anywhere, and opening the list: the search takes the focus with its old query selected. */
function useSearchFocus(field: React.RefObject<HTMLInputElement | null>): void {
  useEffect(() => {
    const focus = () => {
      field.current?.focus();
      field.current?.select();
    };
    focus();
    return useNavigation.subscribe((now, before) => {
      if (now.asked !== before.asked) focus();
    });
  }, [field]);
}
