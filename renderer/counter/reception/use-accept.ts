/** F9 and what follows it: accept, then print, then "did the paper come out?". Every step keeps the one before. */
import { useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { failureOf, newCommandId, useApi } from '../../bridge/index.ts';
import type { AcceptedDossier, DraftData } from '#shared/contract/reception.ts';
import { shortCode } from '../../ui/format.ts';
import { useSaying } from '../frame/say.ts';
import { receptionInput } from './reception-input.ts';
import { currentDraft, dropDraft, putBackDraft, type ReceptionStore } from './reception-store.ts';

export type Accepting = {
  /** `settledAtDesk`: received, resolved and returned in one record. Expects a form without gaps. */
  readonly accept: (today: string, settledAtDesk: boolean) => Promise<void>;
  /** The paper came out, or it will be printed later from the dossier: on to the next person. */
  readonly goOn: (cameOut: boolean) => void;
  /** Prints again; the reason is printed on the paper and kept. Without effect, and null, while no printer has had the paper. */
  readonly printAgain: (reason: string | null) => Promise<void>;
};

export function useAccept(store: ReceptionStore): Accepting {
  const api = useApi();
  const queries = useQueryClient();
  const { t } = useTranslation();

  const print = async (accepted: AcceptedDossier, commandId: string, reason: string | null) => {
    const stage = { kind: 'paper', accepted, printCommandId: commandId } as const;
    store.setState({ stage: { ...stage, print: null, failure: null } });
    try {
      const printed = await api.paper.print({ commandId, dossierId: accepted.dossierId, form: 'receiptSlip', layout: null, reason });
      if (isStillOn(store, accepted)) store.setState({ stage: { ...stage, print: printed, failure: null } });
    } catch (error) {
      if (isStillOn(store, accepted)) store.setState({ stage: { ...stage, print: null, failure: failureOf(error) } });
    }
  };
  const finish = (draftId: string) => {
    store.setState({ stage: { kind: 'form' } });
    dropDraft(store, draftId);
    void queries.invalidateQueries({ queryKey: ['dossier'] });
  };
  const takeBack = async (accepted: AcceptedDossier, data: DraftData, commandId: string, draftId: string) => {
    const { dossierId, acceptActId: actId } = accepted;
    try {
      await api.correction.undo({ commandId, dossierId, actId, draft: { draftId, data } });
      if (isStillOn(store, accepted)) finish(currentDraft(store.getState()).draftId);
      putBackDraft(store, { draftId, data, savedAt: new Date().toISOString(), savedData: data });
      void queries.invalidateQueries({ queryKey: ['dossier'] });
      useSaying.getState().say(t('reception.undo.voided', { code: shortCode(accepted.dossierCode) }));
    } catch (error) {
      store.setState({ failure: failureOf(error) });
    }
  };
  const offerUndo = (accepted: AcceptedDossier, data: DraftData) => {
    // Ids of this undo, however often it is pressed.
    const [commandId, draftId] = [newCommandId(), newCommandId()];
    const undo = () => {
      void takeBack(accepted, data, commandId, draftId);
    };
    store.setState({
      undo: { id: accepted.acceptActId, text: t('reception.undo.accepted', { code: shortCode(accepted.dossierCode) }), undo },
    });
  };
  const tell = (printActId: string, ok: boolean) => {
    // The answer is a note about paper already archived: if it cannot be kept, the bar above F9 says so and the work goes on.
    api.paper.cameOut({ commandId: newCommandId(), printActId, ok }).catch((error: unknown) => {
      store.setState({ failure: failureOf(error) });
    });
  };

  return {
    accept: async (today, settledAtDesk) => {
      const { draftId, data, savedAt } = currentDraft(store.getState());
      store.setState({ stage: { kind: 'accepting' }, failure: null, undo: null });
      try {
        const accepted = await api.reception.accept({
          commandId: draftId,
          draftId: savedAt === null ? null : draftId,
          reception: receptionInput(data, today),
          settledAtDesk,
        });
        // A case settled at the desk is over with its record: the law has no way back from it.
        if (!settledAtDesk) offerUndo(accepted, data);
        if (accepted.receiptSlipDue) await print(accepted, newCommandId(), null);
        else store.setState({ stage: { kind: 'paper', accepted, printCommandId: '', print: null, failure: null } });
      } catch (error) {
        store.setState({ stage: { kind: 'form' }, failure: failureOf(error) });
      }
    },
    goOn: (cameOut) => {
      const { stage } = store.getState();
      if (stage.kind !== 'paper') return;
      if (stage.print !== null && stage.print.queued) tell(stage.print.printActId, cameOut);
      // With the paper in the citizen's hand it is a correction or a voiding, with its reason.
      if (cameOut && stage.accepted.receiptSlipDue) store.setState({ undo: null });
      finish(currentDraft(store.getState()).draftId);
    },
    printAgain: async (reason) => {
      const { stage } = store.getState();
      if (stage.kind !== 'paper') return;
      // No printer ever had it: the same command hands over the same paper, which is no reprint.
      if (stage.print?.queued !== true) return print(stage.accepted, stage.printCommandId, null);
      tell(stage.print.printActId, false);
      await print(stage.accepted, newCommandId(), reason);
    },
  };
}

/** The desk still waits for this dossier's paper: it was not taken back meanwhile. */
function isStillOn(store: ReceptionStore, { dossierId }: AcceptedDossier): boolean {
  const { stage } = store.getState();
  return stage.kind === 'paper' && stage.accepted.dossierId === dossierId;
}
