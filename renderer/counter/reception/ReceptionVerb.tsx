/** F9 in words. It stays pressable with gaps: pressing leads to the first. Grey only while the machine works. */
import { useTranslation } from 'react-i18next';
import { F9Button } from '../../ui/bars/F9Button.tsx';
import { unseenDocuments } from './draft-data.ts';
import { useReception } from './reception-store.ts';
import type { ReceptionFacts } from './use-reception-facts.ts';

export type ReceptionVerbProps = {
  readonly facts: Pick<ReceptionFacts, 'data' | 'gaps' | 'settles' | 'registerOnly'>;
  readonly onPress: () => void;
};

export function ReceptionVerb({ facts: { data, gaps, settles, registerOnly }, onPress }: ReceptionVerbProps) {
  const { t } = useTranslation();
  const accepting = useReception((state) => state.stage.kind === 'accepting');
  const unseen = unseenDocuments(data.documents).length;
  const others = gaps.length - unseen;
  const hint = others > 0 ? t('reception.missing', { count: others }) : unseen > 0 ? t('reception.unseen', { count: unseen }) : undefined;
  return (
    <F9Button
      label={t(`reception.verb.${registerOnly ? 'register' : settles ? 'settle' : 'accept'}`)}
      hint={hint}
      onPress={onPress}
      waitingFor={accepting ? t('reception.verb.waiting') : undefined}
    />
  );
}
