/** One dossier: where it stands, what happened, and the next lawful step on F9. */
import { useQuery } from '@tanstack/react-query';
import { failureOf, useApi } from '../../../bridge/index.ts';
import { ErrorBar } from '../../../ui/bars/ErrorBar.tsx';
import { Screen } from '../../frame/Screen.tsx';
import { useNavigation } from '../../frame/navigation.ts';
import { detailQuery } from '../detail-query.ts';
import { CorrectScreen } from '../correct/CorrectScreen.tsx';
import { PrintScreen } from '../print/PrintScreen.tsx';
import { DossierView } from './DossierView.tsx';
import '../dossiers.css';

export type DossierPageScreenProps = { readonly dossierId: string; readonly ask?: 'print' | 'correct' | undefined };

export function DossierPageScreen({ dossierId, ask }: DossierPageScreenProps) {
  const asked = useNavigation((navigation) => navigation.asked);
  return <Opened key={`${dossierId} ${asked}`} dossierId={dossierId} ask={ask} />;
}

/** One visit to the page: what was open on the visit before does not stay open. */
function Opened({ dossierId, ask }: DossierPageScreenProps) {
  const api = useApi();
  const { go, move } = useNavigation();
  const detail = useQuery(detailQuery(api, dossierId));
  if (detail.data === undefined)
    return <Screen bars={detail.error === null ? null : <ErrorBar failure={failureOf(detail.error)} />}>{null}</Screen>;
  const read = () => {
    move({ screen: 'dossier', dossierId });
  };
  if (ask === 'print') return <PrintScreen detail={detail.data} onClose={read} />;
  if (ask === 'correct')
    return (
      <CorrectScreen
        dossierId={dossierId}
        onClose={read}
        onDone={(receiptDue) => {
          move({ screen: 'dossier', dossierId, ...(receiptDue ? { ask: 'print' } : {}) });
        }}
      />
    );
  return (
    <DossierView
      detail={detail.data}
      onPrint={() => {
        go({ screen: 'dossier', dossierId, ask: 'print' });
      }}
      onCorrect={() => {
        go({ screen: 'dossier', dossierId, ask: 'correct' });
      }}
    />
  );
}
