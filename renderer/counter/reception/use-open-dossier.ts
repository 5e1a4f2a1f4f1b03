import { useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { failureOf, useApi } from '../../bridge/index.ts';
import { useNavigation } from '../frame/navigation.ts';
import { useSaying } from '../frame/say.ts';
import { useReceptionStore } from './reception-store.ts';

/** Leads from reception to the dossier of a code; the draft stays. Of two codes asked for the later one is opened. */
export function useOpenDossier(): (dossierCode: string) => void {
  const { t } = useTranslation();
  const api = useApi();
  const store = useReceptionStore();
  const go = useNavigation((navigation) => navigation.go);
  const last = useRef('');
  const open = async (dossierCode: string) => {
    last.current = dossierCode;
    try {
      const found = await api.dossier.byCode({ dossierCode });
      if (last.current !== dossierCode) return;
      if (found === null) useSaying.getState().say(t('scan.unknownDossier', { dossierCode }));
      else go({ screen: 'dossier', dossierId: found.dossierId });
    } catch (error) {
      store.setState({ failure: failureOf(error) });
    }
  };
  return (dossierCode) => {
    void open(dossierCode);
  };
}
