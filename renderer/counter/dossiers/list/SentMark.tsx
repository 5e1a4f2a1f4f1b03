/** Whether everything about a dossier has reached upstream: a thin tick, an arrow up, or the sign of two stories. */
import { useTranslation } from 'react-i18next';
import { IconArrowUp, IconCheck, IconEqualNot } from '@tabler/icons-react';
import type { DossierRow } from '#shared/contract/dossier.ts';

const icons = { sent: IconCheck, unsent: IconArrowUp, needsDecision: IconEqualNot };

export function SentMark({ sent }: { readonly sent: DossierRow['sent'] }) {
  const { t } = useTranslation();
  const Icon = icons[sent];
  const words = t(`dossiers.sent.${sent}`);
  return (
    <span className="mc-sent" data-sent={sent} role="img" aria-label={words} title={words}>
      <Icon size="1.0625rem" stroke={1.9} aria-hidden />
    </span>
  );
}
