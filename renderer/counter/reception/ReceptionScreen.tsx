/** Accept a dossier in under a minute and hand over a right receipt. F9 is the only key that commits. */
import { useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { EmptyState } from '../../ui/EmptyState.tsx';
import { useMay } from '../frame/desk.ts';
import { Screen } from '../frame/Screen.tsx';
import { DraftTabs } from './DraftTabs.tsx';
import { PaperSide } from './PaperSide.tsx';
import { PrintBar } from './PrintBar.tsx';
import { ReceptionBars } from './ReceptionBars.tsx';
import { ReceptionForm } from './ReceptionForm.tsx';
import { useReception, useReceptionStore } from './reception-store.ts';
import { ReceptionVerb } from './ReceptionVerb.tsx';
import { useAccept } from './use-accept.ts';
import { useCardScan } from './use-card-scan.ts';
import { useDraftSaving } from './use-draft-saving.ts';
import { useFormFocus } from './use-form-focus.ts';
import { useReceptionFacts } from './use-reception-facts.ts';
import { useReceptionKeys } from './use-reception-keys.ts';
import { useStartFocus } from './use-start-focus.ts';
import './reception.css';

export function ReceptionScreen() {
  return useMay('dossier.accept') ? <Reception /> : <MayNotAccept />;
}

function MayNotAccept() {
  const { t } = useTranslation();
  return (
    <Screen>
      <EmptyState title={t('reception.mayNot.title')}>
        <p>{t('reception.mayNot.action')}</p>
      </EmptyState>
    </Screen>
  );
}

function Reception() {
  const { t } = useTranslation();
  const store = useReceptionStore();
  const stage = useReception((state) => state.stage);
  const form = useRef<HTMLDivElement>(null);
  const save = useDraftSaving(store);
  const accepting = useAccept(store);
  const { focused, pointAt, handlers } = useFormFocus(form, save);
  const facts = useReceptionFacts(focused);
  const editing = stage.kind === 'form';
  const scan = useCardScan({ store, today: facts.today, form, editing });
  useStartFocus(form, facts.draftId, editing);
  useReceptionKeys(facts.data.documents, save);

  const press = () => {
    const [first] = facts.gaps;
    if (first === undefined) void accepting.accept(facts.today, facts.settles);
    else pointAt(first);
  };
  return (
    <Screen
      asideWidth={476}
      asideName={t('reception.keys.paper')}
      aside={
        <PaperSide
          pages={facts.preview?.pages ?? null}
          empty={facts.empty}
          registerOnly={facts.registerOnly}
          settles={facts.settles}
          stage={stage}
        />
      }
      bars={<ReceptionBars />}
      verb={stage.kind === 'paper' ? <PrintBar stage={stage} accepting={accepting} /> : <ReceptionVerb facts={facts} onPress={press} />}
    >
      <h1 className="mc-visually-hidden">{t('frame.screen.reception')}</h1>
      <DraftTabs save={save} />
      <ReceptionForm facts={facts} form={form} handlers={handlers} scan={scan} save={save} />
    </Screen>
  );
}
