/** What the district has signed for this office: which version holds and since when, what each changes, and the yes to administrators. */
import { keepPreviousData, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { TFunction } from 'i18next';
import type { PackRow } from '#shared/contract/packs.ts';
import { failureOf, useApi } from '../../bridge/index.ts';
import { ErrorBar } from '../../ui/bars/ErrorBar.tsx';
import { dateText, numberText } from '../../ui/format.ts';
import { useKeys } from '../../ui/keys/KeyLayer.tsx';
import { StatusMark } from '../../ui/status/StatusBadge.tsx';
import type { StatusLook } from '../../ui/status/StatusShape.tsx';
import { useDesk, useMay, useToday } from '../frame/desk.ts';
import { useNavigation } from '../frame/navigation.ts';
import { Screen } from '../frame/Screen.tsx';
import { useSyncLive } from '../sync/sync-live.ts';
import { sinceText } from '../sync/sync-words.ts';
import { Difference } from './Difference.tsx';
import './packs.css';

export const packsKey = ['packs'] as const;

const looks: Readonly<Record<PackRow['state'], StatusLook>> = {
  shipped: 'in-term',
  holds: 'in-term',
  later: 'soon',
  over: 'done',
  replaced: 'done',
};

export function PacksScreen() {
  const { t } = useTranslation();
  const { unit } = useDesk();
  const go = useNavigation((navigation) => navigation.go);
  const { list, agreed } = usePacks();
  const rows = useRef<HTMLUListElement>(null);
  const isRead = list.data !== undefined;
  const failed = list.error ?? agreed.error;
  const title = t('packs.title', { upstream: unit.upstreamName });
  useKeys([
    {
      combo: 'Esc',
      label: t('packs.keys.back'),
      run: () => {
        go({ screen: 'dayEnd' });
      },
    },
  ]);
  useEffect(() => {
    if (isRead) rows.current?.focus();
  }, [isRead]);
  return (
    <Screen verb={null} bars={failed === null ? null : <ErrorBar failure={failureOf(failed)} onDismiss={agreed.reset} />}>
      <section className="mc-panel mc-packs" aria-label={title}>
        <h1 className="mc-panel-title">{title}</h1>
        <p className="mc-muted">{t('packs.story', { upstream: unit.upstreamName })}</p>
        <p role="status">{agreed.data === undefined ? null : t('packs.done', { number: numberText(agreed.data.acts) })}</p>
        <ul ref={rows} className="mc-pack-rows" tabIndex={0} aria-label={title}>
          {(list.data ?? []).map((row) => (
            <PackLine key={`${row.kind} ${String(row.version)}`} row={row} busy={agreed.isPending} onAgree={agreed.mutate} />
          ))}
        </ul>
      </section>
    </Screen>
  );
}

/** What is here of the district, and the yes to one of it. */
function usePacks() {
  const api = useApi();
  const queries = useQueryClient();
  const phase = useSyncLive((live) => live.progress?.phase);
  const list = useQuery({
    queryKey: [...packsKey, phase],
    queryFn: ({ signal }) => api.packs.list(undefined, { signal }),
    // An attempt under way asks again and again: what is read stays there meanwhile, and so does the focus.
    placeholderData: keepPreviousData,
  });
  const agreed = useMutation({
    mutationFn: ({ kind, version }: PackId) => api.packs.agree({ kind, version }),
    onSettled: () => queries.invalidateQueries({ queryKey: packsKey }),
  });
  return { list, agreed };
}

type PackId = Pick<PackRow, 'kind' | 'version'>;
type PackLineProps = { readonly row: PackRow; readonly busy: boolean; readonly onAgree: (pack: PackId) => void };

function PackLine({ row, busy, onAgree }: PackLineProps) {
  const { t } = useTranslation();
  const today = useToday();
  const [opened, setOpened] = useState(false);
  const { kind, version, state, needsYes } = row;
  return (
    <li data-state={state}>
      <StatusMark look={looks[state]}>{t(`packs.state.${state}`)}</StatusMark>
      <span className="mc-pack-words">
        <b>
          {t(`packs.kind.${kind}`)}, {versionWords(version, t)}
        </b>
        <small>{factsOf(row, today, t)}</small>
        {needsYes ? <small className="mc-pack-yes">{t('packs.needsYes')}</small> : null}
      </span>
      <span className="mc-pack-verbs">
        {version === 0 ? null : <SeeDifference pack={row} opened={opened} onOpened={setOpened} />}
        {/* Nobody says yes to names they have not seen. */}
        {needsYes && opened ? <Agree pack={row} busy={busy} onAgree={onAgree} /> : null}
      </span>
      {opened ? <Difference kind={kind} version={version} /> : null}
    </li>
  );
}

type SeeDifferenceProps = { readonly pack: PackId; readonly opened: boolean; readonly onOpened: (opened: boolean) => void };

function SeeDifference({ pack: { kind, version }, opened, onOpened }: SeeDifferenceProps) {
  const { t } = useTranslation();
  return (
    <button
      type="button"
      className="mc-quiet-button"
      aria-expanded={opened}
      aria-label={opened ? undefined : t('packs.seeOf', { pack: t(`packs.kind.${kind}`), version: versionWords(version, t) })}
      onClick={() => {
        onOpened(!opened);
      }}
    >
      {t(opened ? 'packs.hide' : 'packs.see')}
    </button>
  );
}

function Agree({ pack: { kind, version }, busy, onAgree }: Omit<PackLineProps, 'row'> & { readonly pack: PackId }) {
  const { t } = useTranslation();
  const mayAgree = useMay('person.manage');
  if (!mayAgree) return null;
  return (
    <button
      type="button"
      className="mc-quiet-button"
      disabled={busy}
      aria-label={t('packs.agreeOf', { version })}
      onClick={() => {
        onAgree({ kind, version });
      }}
    >
      {t('packs.agree')}
    </button>
  );
}

/** Version 0 is what came with the app. */
function versionWords(version: number, t: TFunction): string {
  return version === 0 ? t('packs.shippedVersion') : t('packs.version', { version });
}

function factsOf({ validFrom, validTo, takenAt, agreedAt, agreedBy }: PackRow, today: string, t: TFunction): string {
  return [
    ...(validFrom === null ? [] : [t('packs.from', { date: dateText(validFrom.slice(0, 10)) })]),
    ...(validTo === null ? [] : [t('packs.until', { date: dateText(validTo.slice(0, 10)) })]),
    ...(takenAt === null ? [] : [t('packs.taken', { at: sinceText(takenAt, today) })]),
    ...(agreedAt === null ? [] : [t('packs.agreed', { who: agreedBy ?? '', at: sinceText(agreedAt, today) })]),
  ].join(' · ');
}
