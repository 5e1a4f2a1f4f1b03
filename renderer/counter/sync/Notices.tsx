/** What a person has to know of sync: a restore, a copied disk, a pack that came. Each stays until somebody has read it. */
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import type { TFunction } from 'i18next';
import { useTranslation } from 'react-i18next';
import type { SyncNotice } from '#shared/contract/sync.ts';
import { PackKind } from '#shared/sync/pack.ts';
import { failureOf, useApi } from '../../bridge/index.ts';
import { FailureLine } from '../../ui/bars/FailureLine.tsx';
import { dateText } from '../../ui/format.ts';
import { useDesk } from '../frame/desk.ts';
import { syncKey } from './status-query.ts';
import { useSyncLive } from './sync-live.ts';
import { capital } from './sync-words.ts';

export function Notices() {
  const { t } = useTranslation();
  const { unit } = useDesk();
  const api = useApi();
  const queries = useQueryClient();
  const phase = useSyncLive((live) => live.progress?.phase);
  const asked = useQuery({ queryKey: [...syncKey, 'notices', phase], queryFn: ({ signal }) => api.sync.notices(undefined, { signal }) });
  const seen = useMutation({
    mutationFn: (no: number) => api.sync.noticeSeen({ no }),
    onSettled: () => queries.invalidateQueries({ queryKey: syncKey }),
  });
  const [first, ...others] = asked.data ?? [];
  if (first === undefined) return <FailureLine failure={asked.error === null ? null : failureOf(asked.error)} />;
  return (
    <section className="mc-panel mc-notice" aria-label={t('sync.notices.title')}>
      <p>
        <b>{t('sync.notices.title')}</b> {others.length === 0 ? null : <span className="mc-muted">(1/{others.length + 1})</span>}
        <br />
        {noticeWords(first, unit.upstreamName, t)}
      </p>
      <button
        type="button"
        className="mc-quiet-button"
        disabled={seen.isPending}
        onClick={() => {
          seen.mutate(first.no);
        }}
      >
        {t('sync.notices.read')}
      </button>
      <FailureLine failure={seen.error === null ? null : failureOf(seen.error)} />
    </section>
  );
}

function noticeWords({ kind, details }: SyncNotice, upstream: string, t: TFunction): string {
  const values = { upstream, Upstream: capital(upstream), version: details['version'] };
  switch (kind) {
    case 'store-restored':
    case 'store-copied':
    case 'server-restored':
      return t(`sync.notices.${kind}`, values);
    case 'pack-taken':
      return t('sync.notices.pack-taken', {
        ...values,
        pack: packWords(details['name'], t),
        date: dateText(String(details['validFrom']).slice(0, 10)),
      });
    case 'pack-refused':
      return t('sync.notices.pack-refused', {
        ...values,
        pack: packWords(details['name'], t),
        why: t(`sync.notices.why.${String(details['why'])}`),
      });
  }
}

/** "Thủ tục"; a name of a newer neighbour is a data set. */
function packWords(name: string | number | undefined, t: TFunction): string {
  const kind = PackKind.safeParse(String(name).split(':')[0]);
  return kind.success ? t(`packs.kind.${kind.data}`) : t('packs.other');
}
