/** Accept a dossier in under a minute and hand over a right receipt. F9 is the only key that commits. */
import { useQueryClient } from '@tanstack/react-query';
import { type FocusEvent, type KeyboardEvent, useCallback, useEffect, useMemo, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { DraftData } from '#shared/contract/reception.ts';
import { ErrorBar } from '../../ui/bars/ErrorBar.tsx';
import { UndoBar } from '../../ui/bars/UndoBar.tsx';
import { EmptyState } from '../../ui/EmptyState.tsx';
import { useKeys } from '../../ui/keys/KeyLayer.tsx';
import { useMay, useOfficeNow, useToday } from '../frame/desk.ts';
import { useNavigation } from '../frame/navigation.ts';
import { Screen } from '../frame/Screen.tsx';
import { ApplicantPanel } from './ApplicantPanel.tsx';
import { BackfillPanel } from './BackfillPanel.tsx';
import { DeliveryFeePanel, type OutData } from './DeliveryFeePanel.tsx';
import { DocumentsPanel } from './DocumentsPanel.tsx';
import { DraftTabs } from './DraftTabs.tsx';
import { DueStrip } from './DueStrip.tsx';
import { gapsOf } from './gaps.ts';
import { fieldNameOf, focusField, focusNextField } from './next-field.ts';
import { PaperFaultBar } from './PaperFaultBar.tsx';
import { PaperSide } from './PaperSide.tsx';
import { PrintBar } from './PrintBar.tsx';
import { ProcedurePanel } from './ProcedurePanel.tsx';
import { currentDraft, openFreshDraft, type ReceptionStore, showDraft, useReception, useReceptionStore } from './reception-store.ts';
import { ReceptionVerb } from './ReceptionVerb.tsx';
import { tickAll } from './tick-all.ts';
import { useAccept } from './use-accept.ts';
import { useCardScan } from './use-card-scan.ts';
import { useDraftSaving } from './use-draft-saving.ts';
import { paperFieldOf, usePreview } from './use-preview.ts';
import { useProcedure } from './use-procedure.ts';
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
  const queries = useQueryClient();
  const draft = useReception(currentDraft);
  const stage = useReception((state) => state.stage);
  const failure = useReception((state) => state.failure);
  const undo = useReception((state) => state.undo);
  const slipAsked = useReception((state) => state.slipAsked);
  const today = useToday();
  const now = useOfficeNow();
  const form = useRef<HTMLDivElement>(null);
  const [focused, setFocused] = useState<string | undefined>();
  const [pointed, setPointed] = useState<string | undefined>();
  const save = useDraftSaving(store);
  const accepting = useAccept(store);
  const { data, draftId } = draft;
  const procedure = useProcedure(data.procedureCode);
  const editing = stage.kind === 'form';
  const empty = data.procedureCode === null && data.fullName.trim() === '';
  const view = usePreview(draftId, data, paperFieldOf(focused), now, editing && !empty);
  const gaps = gapsOf({ data, procedure, feeVnd: view.preview?.feeVnd ?? null, today });
  const settles = settlesAtDesk(view.preview?.due ?? null, today) && !slipAsked && data.occurredAt === '';
  const out = useOutData(data);
  // The first thing a procedure leaves to be typed; drawn first, then focused.
  const onChosen = useCallback(() => {
    save();
    requestAnimationFrame(() => {
      focusField(form.current, firstEmpty(store));
    });
  }, [save, store]);
  const scan = useCardScan({ store, today, form, editing });

  useStartFocus(form, draftId, editing);
  useKeys([
    {
      combo: 'Ctrl+D',
      label: t('reception.keys.tickAll'),
      run:
        editing && data.documents.length > 0
          ? () => {
              tickAll(store, t);
              save();
            }
          : undefined,
      why: t('reception.why.noDocuments'),
      inBar: data.documents.length > 0,
    },
    {
      combo: 'F5',
      label: t('reception.keys.refresh'),
      run: () => {
        void queries.invalidateQueries({ queryKey: ['reception'] });
      },
      inBar: false,
    },
  ]);

  const press = () => {
    const [first] = gaps;
    if (first === undefined) {
      setPointed(undefined);
      void accepting.accept(today, settles);
      return;
    }
    // Leaving the field before takes its own sentence away: the new one is set after the focus has moved.
    focusField(form.current, first.field);
    setPointed(first.field);
  };
  const onEnter = (event: KeyboardEvent<HTMLDivElement>) => {
    if (
      event.key !== 'Enter' ||
      event.nativeEvent.isComposing ||
      event.defaultPrevented ||
      event.ctrlKey ||
      !(event.target instanceof Element)
    )
      return;
    if (event.target instanceof HTMLButtonElement || form.current === null) return;
    event.preventDefault();
    focusNextField(form.current, event.target);
  };
  const onLeave = (event: FocusEvent<HTMLDivElement>) => {
    save();
    if (fieldNameOf(event.relatedTarget) !== fieldNameOf(event.target)) setPointed(undefined);
  };

  return (
    <Screen
      asideWidth={476}
      asideName={t('reception.keys.paper')}
      aside={
        <PaperSide
          pages={view.preview?.pages ?? null}
          empty={empty}
          registerOnly={procedure?.registerOnly === true}
          settles={settles}
          stage={stage}
        />
      }
      bars={
        <>
          <UndoBar
            undo={undo}
            onGone={() => {
              store.setState({ undo: null });
            }}
          />
          {stage.kind === 'paper' ? <PaperFaultBar stage={stage} /> : null}
          {failure === null ? null : (
            <ErrorBar
              failure={failure}
              onDismiss={() => {
                store.setState({ failure: null });
              }}
            />
          )}
        </>
      }
      verb={
        stage.kind === 'paper' ? (
          <PrintBar stage={stage} accepting={accepting} />
        ) : (
          <ReceptionVerb
            stage={stage}
            gaps={gaps}
            documents={data.documents}
            settles={settles}
            registerOnly={procedure?.registerOnly === true}
            onPress={press}
          />
        )
      }
    >
      <h1 className="mc-visually-hidden">{t('frame.screen.reception')}</h1>
      <DraftTabs save={save} />
      <div
        ref={form}
        className={`mc-reception${data.occurredAt === '' ? '' : ' mc-reception-backfill'}`}
        // Locked while the machine works and while the paper waits for its answer.
        inert={!editing}
        onKeyDown={onEnter}
        onFocus={(event) => {
          setFocused(fieldNameOf(event.target));
        }}
        onBlur={onLeave}
      >
        {data.occurredAt === '' && data.backfillReason === '' ? null : <BackfillPanel data={data} today={today} pointed={pointed} />}
        <ProcedurePanel
          procedureCode={data.procedureCode}
          variant={data.variant}
          procedure={procedure}
          feeVnd={view.preview?.feeVnd ?? null}
          pointed={pointed}
          onChosen={onChosen}
        />
        <div className="mc-columns">
          <ApplicantPanel data={data} today={today} pointed={pointed} scan={scan} form={form} />
          <div className="mc-column">
            <DocumentsPanel documents={data.documents} procedure={procedure} pointed={pointed} save={save} />
            <DeliveryFeePanel data={out} procedure={procedure} feeVnd={view.preview?.feeVnd ?? null} pointed={pointed} />
          </div>
        </div>
        <DueStrip
          due={view.preview?.due ?? null}
          fault={view.preview?.dueFault ?? view.failure?.code ?? null}
          procedure={procedure}
          settles={settles}
          slipAsked={slipAsked}
          today={today}
        />
      </div>
    </Screen>
  );
}

function firstEmpty(store: ReceptionStore): string {
  const { data } = currentDraft(store.getState());
  const order =
    data.applicantKind === 'person'
      ? (['fullName', 'dateOfBirth', 'personalId', 'address', 'phone'] as const)
      : (['fullName', 'taxCode', 'address', 'phone'] as const);
  return order.find((field) => data[field].trim() === '') ?? 'document-0';
}

/** The same object while nothing of it changes, so that its panel is not redrawn at every key typed elsewhere. */
function useOutData({ deliveryMode, deliveryAddress, email, feeAmountVnd, feeState, feeExemptionReason }: DraftData): OutData {
  return useMemo(
    () => ({ deliveryMode, deliveryAddress, email, feeAmountVnd, feeState, feeExemptionReason }),
    [deliveryMode, deliveryAddress, email, feeAmountVnd, feeState, feeExemptionReason],
  );
}

/** A same-day limit that ends today is settled at the desk, without a slip, unless one is asked for. */
function settlesAtDesk(due: { readonly limit: { readonly sameDay: boolean }; readonly dueAt: string } | null, today: string): boolean {
  return due !== null && due.limit.sameDay && due.dueAt.slice(0, 10) === today;
}

/** Focus on the first thing to type: at opening, at another draft, after a paper, and when F2 asks. */
function useStartFocus(form: React.RefObject<HTMLDivElement | null>, draftId: string, editing: boolean): void {
  const store = useReceptionStore();
  const { place, asked } = useNavigation();
  const answered = useRef(-1);
  useEffect(() => {
    if (place.screen !== 'reception' || place.ask !== 'new' || answered.current === asked) return;
    answered.current = asked;
    openFreshDraft(store);
    focusField(form.current, 'procedure');
  }, [place, asked, store, form]);
  useAskedDraft(store);
  useEffect(() => {
    if (!editing || draftId === '') return;
    const { data } = currentDraft(store.getState());
    focusField(form.current, data.procedureCode === null ? 'procedure' : data.fullName === '' ? 'fullName' : 'phone');
  }, [draftId, editing, store, form]);
}

/** A draft chosen in the list comes to the front, as soon as the drafts kept for this person are here. */
function useAskedDraft(store: ReceptionStore): void {
  const { place, asked } = useNavigation();
  const drafts = useReception((state) => state.drafts);
  const answered = useRef(-1);
  const wanted = place.screen === 'reception' ? place.draftId : undefined;
  const isHere = drafts.some((draft) => draft.draftId === wanted);
  useEffect(() => {
    if (wanted === undefined || !isHere || answered.current === asked) return;
    answered.current = asked;
    showDraft(store, wanted);
  }, [wanted, isHere, asked, store]);
}
