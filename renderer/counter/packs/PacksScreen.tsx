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
  const api = useApi();
  const queries = useQueryClient();
  const go = useNavigation((navigation) => navigation.go);
  const phase = useSyncLive((live) => live.progress?.phase);
  const list = useQuery({
    queryKey: [...packsKey, phase],
    queryFn: ({ signal }) => api.packs.list(undefined, { signal }),
    // An attempt under way asks again and again: what is read stays there meanwhile, and so does the focus.
    placeholderData: keepPreviousData,
  });
  const agreed = useMutation({
    mutationFn: ({ kind, version }: Pick<PackRow, 'kind' | 'version'>) => api.packs.agree({ kind, version }),
    onSettled: () => queries.invalidateQueries({ queryKey: packsKey }),
  });
  useKeys([
    {
      combo: 'Esc',
      label: t('packs.keys.back'),
      run: () => {
        go({ screen: 'dayEnd' });
      },
    },
  ]);
  const rows = useRef<HTMLUListElement>(null);
  const isRead = list.data !== undefined;
  useEffect(() => {
    if (isRead) rows.current?.focus();
  }, [isRead]);
  const failed = list.error ?? agreed.error;
  return (
    <Screen verb={null} bars={failed === null ? null : <ErrorBar failure={failureOf(failed)} onDismiss={agreed.reset} />}>
      <section className="mc-panel mc-packs" aria-label={t('packs.title', { upstream: unit.upstreamName })}>
        <h1 className="mc-panel-title">{t('packs.title', { upstream: unit.upstreamName })}</h1>
        <p className="mc-muted">{t('packs.story', { upstream: unit.upstreamName })}</p>
        <p role="status">{agreed.data === undefined ? null : t('packs.done', { number: numberText(agreed.data.acts) })}</p>
        <ul ref={rows} className="mc-pack-rows" tabIndex={0} aria-label={t('packs.title', { upstream: unit.upstreamName })}>
          {(list.data ?? []).map((row) => (
            <PackLine key={`${row.kind} ${String(row.version)}`} row={row} busy={agreed.isPending} onAgree={agreed.mutate} />
          ))}
        </ul>
      </section>
    </Screen>
  );
}

type PackLineProps = {
  readonly row: PackRow;
  readonly busy: boolean;
  readonly onAgree: (row: Pick<PackRow, 'kind' | 'version'>) => void;
};

function PackLine({ row, busy, onAgree }: PackLineProps) {
  const { t } = useTranslation();
  const today = useToday();
  const mayAgree = useMay('person.manage');
  const [opened, setOpened] = useState(false);
  const { kind, version, state, needsYes } = row;
  const pack = t(`packs.kind.${kind}`);
  return (
    <li data-state={state}>
      <StatusMark look={looks[state]}>{t(`packs.state.${state}`)}</StatusMark>
      <span className="mc-pack-words">
        <b>
          {pack}, {version === 0 ? t('packs.shippedVersion') : t('packs.version', { version })}
        </b>
        <small>{factsOf(row, today, t)}</small>
        {needsYes ? <small className="mc-pack-yes">{t('packs.needsYes')}</small> : null}
      </span>
      <span className="mc-pack-verbs">
        {version === 0 ? null : (
          <button
            type="button"
            className="mc-quiet-button"
            aria-expanded={opened}
            aria-label={opened ? undefined : t('packs.seeOf', { pack, version: t('packs.version', { version }) })}
            onClick={() => {
              setOpened(!opened);
            }}
          >
            {t(opened ? 'packs.hide' : 'packs.see')}
          </button>
        )}
        {/* Nobody says yes to names they have not seen. */}
        {needsYes && mayAgree && opened ? (
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
        ) : null}
      </span>
      {opened ? <Difference kind={kind} version={version} /> : null}
    </li>
  );
}

function factsOf({ validFrom, validTo, takenAt, agreedAt, agreedBy }: PackRow, today: string, t: TFunction): string {
  return [
    ...(validFrom === null ? [] : [t('packs.from', { date: dateText(validFrom.slice(0, 10)) })]),
    ...(validTo === null ? [] : [t('packs.until', { date: dateText(validTo.slice(0, 10)) })]),
    ...(takenAt === null ? [] : [t('packs.taken', { at: sinceText(takenAt, today) })]),
    ...(agreedAt === null ? [] : [t('packs.agreed', { who: agreedBy ?? '', at: sinceText(agreedAt, today) })]),
  ].join(' · ');
}
