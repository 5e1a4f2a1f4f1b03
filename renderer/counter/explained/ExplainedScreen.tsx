/** What the counter still has to explain of the last days: receipts nobody has in hand, and codes that were voided. Enter prints or opens. */
import { useQuery } from '@tanstack/react-query';
import { type ReactNode, type RefObject, useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { failureOf, useApi } from '../../bridge/index.ts';
import { ErrorBar } from '../../ui/bars/ErrorBar.tsx';
import { F9Button } from '../../ui/bars/F9Button.tsx';
import { ChooseList } from '../../ui/ChooseList.tsx';
import { EmptyState } from '../../ui/EmptyState.tsx';
import { instantText, shortCode } from '../../ui/format.ts';
import { useKeys } from '../../ui/keys/KeyLayer.tsx';
import { useMay } from '../frame/desk.ts';
import { useNavigation } from '../frame/navigation.ts';
import { Screen } from '../frame/Screen.tsx';
import { across, type Explained, type ExplainedRow, neighbour, rowOf, rowsOf } from './explained-rows.ts';
import './explained.css';

export function ExplainedScreen() {
  const { t } = useTranslation();
  const api = useApi();
  const go = useNavigation((navigation) => navigation.go);
  const mayPrint = useMay('paper.print');
  const [wanted, setWanted] = useState<ExplainedRow | null>(null);
  // Under the dossiers' key: whatever changes one, changes this.
  const { data, error, refetch } = useQuery({
    queryKey: ['dossier', 'explained'],
    queryFn: ({ signal }) => api.correction.explained(undefined, { signal }),
  });
  const rows = data === undefined ? [] : rowsOf(data);
  const chosen = rowOf(rows, wanted);
  const prints = chosen?.of === 'papers' && mayPrint;
  const open = ({ of, dossierId }: ExplainedRow) => {
    go({ screen: 'dossier', dossierId, ...(of === 'papers' && mayPrint ? { ask: 'print' } : {}) });
  };
  useListKeys(rows, chosen, setWanted, () => {
    void refetch();
  });
  return (
    <Screen
      verb={
        chosen === undefined ? null : (
          <F9Button
            combo="Enter"
            label={t(prints ? 'explained.verb.print' : 'explained.verb.open')}
            onPress={() => {
              open(chosen);
            }}
          />
        )
      }
      bars={error === null ? null : <ErrorBar failure={failureOf(error)} />}
    >
      <h1 className="mc-visually-hidden">{t('frame.screen.explained')}</h1>
      {data === undefined ? null : <Lists explained={data} chosen={chosen} onChoose={setWanted} onOpen={open} />}
    </Screen>
  );
}

type ListsProps = {
  readonly explained: Explained;
  readonly chosen: ExplainedRow | undefined;
  readonly onChoose: (row: ExplainedRow) => void;
  readonly onOpen: (row: ExplainedRow) => void;
};

/** The list that holds the chosen row has the focus, unless it is elsewhere on the screen. */
function Lists({ explained: { papers, voided }, chosen, onChoose, onOpen }: ListsProps) {
  const { t } = useTranslation();
  const lists = { papers: useRef<HTMLUListElement>(null), voided: useRef<HTMLUListElement>(null) };
  const { papers: ofPapers, voided: ofVoided } = lists;
  const at = chosen?.of;
  useEffect(() => {
    const list = at === 'voided' ? ofVoided.current : ofPapers.current;
    const free = document.activeElement === document.body || document.activeElement?.closest('.mc-explained') !== null;
    if (free) list?.focus();
  }, [at, ofPapers, ofVoided]);
  const listOf = (of: ExplainedRow['of']) => ({
    list: lists[of],
    chosen: chosen?.of === of ? chosen.dossierId : null,
    onChoose: (dossierId: string) => {
      onChoose({ of, dossierId });
    },
    onOpen: (dossierId: string) => {
      onOpen({ of, dossierId });
    },
  });
  return (
    <div className="mc-explained">
      <Codes
        {...listOf('papers')}
        name="owed"
        title={t('explained.papers')}
        none={t('explained.noPapers')}
        rows={papers.map(({ dossierId, dossierCode, applicantName, receivedAt, why }) => ({
          id: dossierId,
          content: (
            <>
              <span>{shortCode(dossierCode)}</span>
              <b className="mc-cut" title={applicantName}>
                {applicantName}
              </b>
              <span>{t(`explained.why.${why}`)}</span>
              <span className="mc-muted">{instantText(receivedAt)}</span>
            </>
          ),
        }))}
      />
      <Codes
        {...listOf('voided')}
        name="voided"
        title={t('explained.voided')}
        none={t('explained.noVoided')}
        rows={voided.map(({ dossierId, dossierCode, applicantName, voidedAt, voidedBy, reason }) => ({
          id: dossierId,
          content: (
            <>
              <s>{shortCode(dossierCode)}</s>
              <span className="mc-cut" title={applicantName}>
                {applicantName}
              </span>
              <span>{t('explained.voidedBy', { who: voidedBy, at: instantText(voidedAt) })}</span>
              <span>{reason}</span>
            </>
          ),
        }))}
      />
    </div>
  );
}

type CodesProps = {
  readonly name: string;
  readonly title: string;
  readonly none: string;
  readonly rows: readonly { readonly id: string; readonly content: ReactNode }[];
  readonly chosen: string | null;
  readonly list: RefObject<HTMLUListElement | null>;
  readonly onChoose: (dossierId: string) => void;
  readonly onOpen: (dossierId: string) => void;
};

function Codes({ title, none, rows, ...list }: CodesProps) {
  return (
    <section className="mc-panel" aria-label={title}>
      <h2 className="mc-panel-title">{title}</h2>
      {rows.length === 0 ? <EmptyState title={none} /> : <ChooseList {...list} label={title} rows={rows} />}
    </section>
  );
}

function useListKeys(
  rows: readonly ExplainedRow[],
  chosen: ExplainedRow | undefined,
  choose: (row: ExplainedRow) => void,
  refresh: () => void,
): void {
  const { t } = useTranslation();
  const go = useNavigation((navigation) => navigation.go);
  const to = (next: (from: ExplainedRow) => ExplainedRow) => () => {
    if (chosen !== undefined) choose(next(chosen));
  };
  const step = (by: 1 | -1) => to((from) => neighbour(rows, from, by));
  const turn = to((from) => across(rows, from));
  useKeys([
    { combo: 'Up', label: t('explained.keys.choose'), run: step(-1) },
    { combo: 'Down', label: t('explained.keys.choose'), run: step(1), inBar: false },
    { combo: 'Left', label: t('explained.keys.list'), run: turn },
    { combo: 'Right', label: t('explained.keys.list'), run: turn, inBar: false },
    { combo: 'F5', label: t('dossiers.keys.refresh'), run: refresh, inBar: false },
    {
      combo: 'Esc',
      label: t('dossier.keys.toList'),
      run: () => {
        go({ screen: 'dossiers' });
      },
    },
  ]);
}
