/** Big numbers with their words; a zero is quiet. */
import { useTranslation } from 'react-i18next';
import { numberText } from '../../ui/format.ts';

export type CountName = 'importable' | 'already' | 'rejected' | 'read';

export function Counts({ counts }: { readonly counts: readonly (readonly [CountName, number])[] }) {
  const { t } = useTranslation();
  return (
    <dl className="mc-counts">
      {counts.map(([name, count]) => (
        <div key={name} className="mc-panel" data-count={name} data-zero={count === 0 || undefined}>
          <dd>{numberText(count)}</dd>
          <dt>{t(`importing.counts.${name}`)}</dt>
        </div>
      ))}
    </dl>
  );
}
