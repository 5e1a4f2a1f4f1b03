/** An empty list says what is true, then the next step and its key. */
import { useTranslation } from 'react-i18next';
import { KeyCap } from '../../../ui/bars/KeyCap.tsx';
import { EmptyState } from '../../../ui/EmptyState.tsx';
import { useMay } from '../../frame/desk.ts';
import type { ShownTab } from './list-store.ts';

export function NothingFound({ text, tab }: { readonly text: string; readonly tab: ShownTab }) {
  const { t } = useTranslation();
  const mayAccept = useMay('dossier.accept');
  const asked = text.trim();
  return (
    <div className="mc-panel mc-list-grid">
      {asked === '' ? (
        <EmptyState title={t(tab === 'all' ? 'dossiers.empty.none' : `dossiers.empty.${tab}`)}>
          {mayAccept && tab === 'all' ? <NewDossier /> : null}
        </EmptyState>
      ) : (
        <EmptyState title={t('dossiers.empty.found', { text: asked })}>
          <p>{t(tab === 'all' ? 'dossiers.empty.try' : 'dossiers.empty.tryAll')}</p>
          {mayAccept ? <NewDossier /> : null}
        </EmptyState>
      )}
    </div>
  );
}

function NewDossier() {
  const { t } = useTranslation();
  return (
    <p>
      <KeyCap combo="F2" /> {t('dossiers.empty.new')}
    </p>
  );
}
