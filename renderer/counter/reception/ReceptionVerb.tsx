/** F9 in words. It stays pressable with gaps: pressing leads to the first. Grey only while the machine works. */
import { useTranslation } from 'react-i18next';
import type { DraftDocument } from '#shared/contract/reception.ts';
import { F9Button } from '../../ui/bars/F9Button.tsx';
import { unseenDocuments } from './draft-data.ts';
import type { Gap } from './gaps.ts';
import type { Stage } from './reception-store.ts';

export type ReceptionVerbProps = {
  readonly stage: Stage;
  readonly gaps: readonly Gap[];
  readonly documents: readonly DraftDocument[];
  readonly settles: boolean;
  readonly registerOnly: boolean;
  readonly onPress: () => void;
};

export function ReceptionVerb({ stage, gaps, documents, settles, registerOnly, onPress }: ReceptionVerbProps) {
  const { t } = useTranslation();
  const label = registerOnly ? t('reception.verb.register') : settles ? t('reception.verb.settle') : t('reception.verb.accept');
  const unseen = unseenDocuments(documents).length;
  const others = gaps.length - unseen;
  const hint = others > 0 ? t('reception.missing', { count: others }) : unseen > 0 ? t('reception.unseen', { count: unseen }) : undefined;
  return (
    <F9Button
      label={label}
      hint={hint}
      onPress={onPress}
      waitingFor={stage.kind === 'accepting' ? t('reception.verb.waiting') : undefined}
    />
  );
}
