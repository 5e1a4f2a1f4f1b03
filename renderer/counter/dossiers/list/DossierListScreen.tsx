/** The list: find any dossier with what the citizen remembers. The focus stays in the search; the chosen line and the peek follow. */
import { type ReactNode, type RefObject, useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { failureOf } from '../../../bridge/index.ts';
import { ErrorBar } from '../../../ui/bars/ErrorBar.tsx';
import { F9Button } from '../../../ui/bars/F9Button.tsx';
import { useDesk, useMay, useToday } from '../../frame/desk.ts';
import { useNavigation } from '../../frame/navigation.ts';
import { Screen } from '../../frame/Screen.tsx';
import { DossierTable } from './DossierTable.tsx';
import { DraftList } from './DraftList.tsx';
import { listFor, setTab, setText } from './list-store.ts';
import { ListTabs } from './ListTabs.tsx';
import { NothingFound } from './NothingFound.tsx';
import { Peek } from './Peek.tsx';
import { SearchField } from './SearchField.tsx';
import { type ListShown, useListShown } from './use-list-shown.ts';
import { useListKeys } from './use-list-keys.ts';
import { useListScan } from './use-list-scan.ts';
import '../dossiers.css';

export function DossierListScreen() {
  const { t } = useTranslation();
  const { unit, person } = useDesk();
  const field = useRef<HTMLInputElement>(null);
  useListOf(person.personId);
  useSearchFocus(field);
  const shown = useListShown();
  const { rows, total, selectedIndex, isDrafts } = shown;
  const toSearch = useListScan(field);
  useListKeys(shown, () => {
    setText('');
    field.current?.focus();
  });
  const chosen = total === 0 ? null : selectedIndex;
  return (
    <Screen
      aside={<Peek dossierId={shown.peekedId} ownAgency={unit.agencyCode} />}
      asideWidth={372}
      asideName={t('dossiers.peek.name')}
      verb={<F9Button combo="Enter" label={t(isDrafts ? 'dossiers.openDraft' : 'dossiers.open')} onPress={shown.openChosen} />}
      bars={shown.error === null ? null : <ErrorBar failure={failureOf(shown.error)} />}
    >
      <h1 className="mc-visually-hidden">{t('frame.screen.dossiers')}</h1>
      <SearchField
        field={field}
        text={shown.text}
        counts={rows.counts}
        selectedIndex={chosen}
        onText={setText}
        onEnter={shown.openChosen}
      />
      <div className="mc-tabs-row">
        <ListTabs tabs={shown.tabs} current={shown.tab} counts={shown.tabCounts} onTab={setTab} />
        <ImportButton />
      </div>
      <Lines shown={shown} onType={toSearch} />
      {rows.loosely === null || isDrafts || rows.total === 0 ? null : (
        <p className="mc-list-note">{t(`dossiers.loosely.${rows.loosely}`)}</p>
      )}
    </Screen>
  );
}

/** The lines found, or why there are none. */
function Lines({ shown, onType }: { readonly shown: ListShown; readonly onType: () => void }): ReactNode {
  const today = useToday();
  const { rows, query, tab, selectedIndex, choose, open } = shown;
  const lines = { query, selectedIndex, onSelect: choose, onOpen: open, onType };
  if (shown.isDrafts) return <DraftList drafts={shown.drafts ?? []} {...lines} />;
  if (rows.total === 0 && !rows.first && rows.error === null) return <NothingFound text={query} tab={tab} />;
  return <DossierTable rows={rows} today={today} onView={shown.onView} {...lines} />;
}

function ImportButton() {
  const { t } = useTranslation();
  const may = useMay('register.import');
  const go = useNavigation((navigation) => navigation.go);
  if (!may) return null;
  return (
    <button
      type="button"
      className="mc-quiet-button"
      onClick={() => {
        go({ screen: 'import' });
      }}
    >
      {t('dossiers.import')}
    </button>
  );
}

/** What another person searched for goes before the first line is drawn. */
function useListOf(personId: string): void {
  useState(() => {
    listFor(personId);
  });
}

/** F3 from anywhere, and opening the list: the search takes the focus with its old query selected. */
function useSearchFocus(field: RefObject<HTMLInputElement | null>): void {
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
