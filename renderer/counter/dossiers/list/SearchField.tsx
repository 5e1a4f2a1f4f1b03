/** The one question of the list. The found lines are named to screen readers from here, so the focus may stay where one types. */
import { IconSearch } from '@tabler/icons-react';
import type { RefObject } from 'react';
import { useTranslation } from 'react-i18next';
import type { DossierCounts } from '#shared/contract/dossier.ts';
import { numberText } from '../../../ui/format.ts';
import { lineId, tableId } from './ids.ts';

export type SearchFieldProps = {
  readonly field: RefObject<HTMLInputElement | null>;
  readonly text: string;
  readonly counts: DossierCounts | undefined;
  /** Index of the chosen line; null when there are none. */
  readonly selectedIndex: number | null;
  readonly onText: (text: string) => void;
  readonly onEnter: () => void;
};

export function SearchField({ field, text, counts, selectedIndex, onText, onEnter }: SearchFieldProps) {
  const { t } = useTranslation();
  return (
    <div
      className="mc-input mc-search"
      role="search"
      onMouseDown={(event) => {
        if (event.target !== field.current) {
          event.preventDefault();
          field.current?.focus();
        }
      }}
    >
      <IconSearch size="1.125rem" stroke={1.9} aria-hidden className="mc-icon" />
      <input
        ref={field}
        role="combobox"
        aria-label={t('dossiers.search')}
        aria-expanded={selectedIndex !== null}
        aria-controls={tableId}
        aria-haspopup="grid"
        aria-autocomplete="list"
        aria-activedescendant={selectedIndex === null ? undefined : lineId(selectedIndex)}
        autoComplete="off"
        spellCheck={false}
        maxLength={200}
        value={text}
        onChange={(event) => {
          onText(event.currentTarget.value);
        }}
        onKeyDown={(event) => {
          if (event.key === 'Enter' && !event.ctrlKey && !event.nativeEvent.isComposing && !event.repeat) onEnter();
        }}
      />
      <span className="mc-search-count mc-cut" aria-live="polite">
        {countText(text, counts, t)}
      </span>
    </div>
  );
}

function countText(text: string, counts: DossierCounts | undefined, t: ReturnType<typeof useTranslation>['t']): string {
  if (counts === undefined) return t('dossiers.hint');
  const all = numberText(counts.dossiers);
  return text.trim() === '' ? t('dossiers.countAll', { all }) : t('dossiers.count', { found: numberText(counts.tabs.all), all });
}
