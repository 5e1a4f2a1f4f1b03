/** A scan while a dossier is open: a slip or a code opens that dossier, an identity card lists its holder's. */
import { useMutation } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { failureOf, useApi } from '../../../bridge/index.ts';
import { failureWords } from '../../../ui/bars/failure-words.ts';
import { readScan } from '../../../ui/scanner/read-scan.ts';
import { useScan } from '../../../ui/scanner/scan-handlers.ts';
import { useToday } from '../../frame/desk.ts';
import { useNavigation } from '../../frame/navigation.ts';
import { useSaying } from '../../frame/say.ts';
import { setTab, setText } from '../list/list-store.ts';

export function useOpenScan(): void {
  const { t } = useTranslation();
  const api = useApi();
  const today = useToday();
  const go = useNavigation((navigation) => navigation.go);
  const say = useSaying((saying) => saying.say);
  const open = useMutation({
    mutationFn: (dossierCode: string) => api.dossier.byCode({ dossierCode }),
    onSuccess: (found, dossierCode) => {
      if (found === null) say(t('errors.dossier-unknown.title', { dossierCode }));
      else go({ screen: 'dossier', dossierId: found.dossierId });
    },
    onError: (error) => {
      const { title, action } = failureWords(failureOf(error), t);
      say(`${title} ${action}`);
    },
  });
  useScan((scan) => {
    if (scan.kind === 'mangled') return false;
    const read = readScan(scan.text, today);
    if (read.kind === 'slip' || read.kind === 'dossier-code') {
      open.mutate(read.dossierCode);
      return true;
    }
    if (read.kind !== 'id-card') return false;
    setTab('all');
    setText(read.scan.card.personalId);
    go({ screen: 'dossiers' });
    return true;
  });
}
