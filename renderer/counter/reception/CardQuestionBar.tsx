/** Another person's card was scanned: nothing changes until somebody says so. */
import { useTranslation } from 'react-i18next';
import type { IdCard } from '#shared/domain/identity/id-card.ts';
import type { CardScan } from './use-card-scan.ts';

export function CardQuestionBar({ card, scan }: { readonly card: IdCard; readonly scan: CardScan }) {
  const { t } = useTranslation();
  return (
    <div
      className="mc-ask"
      role="status"
      onKeyDown={(event) => {
        if (event.key === 'Escape') scan.keep();
      }}
    >
      <span>{t('reception.replace.ask', { name: card.fullName })}</span>
      <span data-field="replaceApplicant">
        <button
          type="button"
          className="mc-link"
          onClick={() => {
            scan.replace(card);
          }}
        >
          {t('reception.replace.yes')}
        </button>
      </span>
      <button type="button" className="mc-link" onClick={scan.keep}>
        {t('reception.replace.no')}
      </button>
    </div>
  );
}
