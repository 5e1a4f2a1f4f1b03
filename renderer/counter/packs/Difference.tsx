/** What a pack adds, changes and leaves out, by code. */
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { PackRow } from '#shared/contract/packs.ts';
import { failureOf, useApi } from '../../bridge/index.ts';
import { FailureLine } from '../../ui/bars/FailureLine.tsx';
import { numberText } from '../../ui/format.ts';

type Item = { readonly code: string; readonly name: string };

export function Difference({ kind, version }: Pick<PackRow, 'kind' | 'version'>) {
  const { t } = useTranslation();
  const api = useApi();
  const asked = useQuery({
    queryKey: ['packs', 'difference', kind, version],
    queryFn: ({ signal }) => api.packs.difference({ kind, version }, { signal }),
    gcTime: 0,
  });
  if (asked.error !== null) return <FailureLine failure={failureOf(asked.error)} className="mc-pack-difference" />;
  if (asked.data === undefined) return null;
  const { against, added, changed, removed, administrators } = asked.data;
  const groups = [
    ['added', added],
    ['changed', changed],
    ['removed', removed],
    ['administrators', administrators.map(({ code, name, becoming }) => ({ code, name: t(`packs.becoming.${becoming}`, { name }) }))],
  ] as const;
  const before = against === 0 ? t('packs.shippedVersion') : t('packs.version', { version: against });
  return (
    <div className="mc-pack-difference" role="status">
      <p>{against === null ? t('packs.againstNow') : t('packs.against', { version: before })}</p>
      {groups.every(([, items]) => items.length === 0) ? <p>{t('packs.same')}</p> : null}
      {groups.map(([name, items]) =>
        items.length === 0 ? null : (
          <Items key={name} title={t(`packs.${name}`, { number: numberText(items.length) })} items={items} coded={kind !== 'people'} />
        ),
      )}
    </div>
  );
}

const atFirst = 20;

function Items({ title, items, coded }: { readonly title: string; readonly items: readonly Item[]; readonly coded: boolean }) {
  const { t } = useTranslation();
  const [all, setAll] = useState(false);
  const shown = all ? items : items.slice(0, atFirst);
  return (
    <section aria-label={title}>
      <h2>{title}</h2>
      <ul>
        {shown.map(({ code, name }) => (
          <li key={code}>{coded && code !== name ? `${code} – ${name}` : name}</li>
        ))}
      </ul>
      {shown.length === items.length ? null : (
        <button
          type="button"
          className="mc-link"
          onClick={() => {
            setAll(true);
          }}
        >
          {t('packs.toList', { number: numberText(items.length - shown.length) })}
        </button>
      )}
    </section>
  );
}
