/** The standings a dossier can be in, with how many match; the counts appear after the lines. */
import { useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { numberText } from '../../../ui/format.ts';
import type { ShownTab } from './list-store.ts';

export type ListTabsProps = {
  readonly tabs: readonly ShownTab[];
  readonly current: ShownTab;
  readonly counts: Readonly<Partial<Record<ShownTab, number>>>;
  readonly onTab: (tab: ShownTab) => void;
};

export function ListTabs({ tabs, current, counts, onTab }: ListTabsProps) {
  const { t } = useTranslation();
  const list = useRef<HTMLDivElement>(null);
  useEffect(() => {
    list.current?.querySelector(`[data-tab="${current}"]`)?.scrollIntoView({ inline: 'nearest', block: 'nearest' });
  }, [current]);
  return (
    <div ref={list} className="mc-tabs" role="tablist" aria-label={t('dossiers.tabs')}>
      {tabs.map((tab) => (
        <button
          key={tab}
          type="button"
          role="tab"
          className="mc-tab"
          data-tab={tab}
          aria-selected={tab === current}
          tabIndex={tab === current ? 0 : -1}
          onClick={() => {
            onTab(tab);
          }}
        >
          {t(`dossiers.tab.${tab}`)} {counts[tab] === undefined ? null : <b>{numberText(counts[tab])}</b>}
        </button>
      ))}
    </div>
  );
}
