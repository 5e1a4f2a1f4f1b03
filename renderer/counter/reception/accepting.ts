/** F9 and what follows it: accept, then print, then "did the paper come out?". Every step keeps the one before. */
import { type CounterApi, failureOf, newCommandId } from '../../bridge/index.ts';
import type { AcceptedDossier, DraftData } from '#shared/contract/reception.ts';
import { receptionInput } from './reception-input.ts';
import { currentDraft, dropDraft, type PaperStage, putBackDraft, type ReceptionStore } from './reception-store.ts';

export type Accepting = {
  /** `settledAtDesk`: received, resolved and returned in one record. Expects a form without gaps; does nothing while another is accepted. */
  readonly accept: (today: string, settledAtDesk: boolean) => Promise<void>;
  /** The paper came out, or it will be printed later from the dossier: on to the next person. */
  readonly goOn: (cameOut: boolean) => void;
  /** Prints again; the reason is printed on the paper and kept. Without effect, and null, while no printer has had the paper. */
  readonly printAgain: (reason: string | null) => Promise<void>;
};

export type AcceptingDeps = {
  readonly api: Pick<CounterApi, 'reception' | 'paper' | 'correction'>;
  readonly store: ReceptionStore;
  /** Dossiers are not what they were. */
  readonly onChanged: () => void;
  /** The bar that offers to take the acceptance back. */
  readonly undoWords: (accepted: AcceptedDossier) => string;
  readonly onTakenBack: (accepted: AcceptedDossier) => void;
};

export function createAccepting(deps: AcceptingDeps): Accepting {
  const { api, store, onChanged } = deps;
  const printing = createPrinting(deps);
  const finish = (draftId: string) => {
    dropDraft(store, draftId);
    onChanged();
  };
  return {
    accept: async (today, settledAtDesk) => {
      if (store.getState().stage.kind !== 'form') return;
      const { draftId, data } = currentDraft(store.getState());
      store.setState({ stage: { kind: 'accepting', draftId }, failure: null, undo: null, pointed: null });
      try {
        // Named also while its first saving is still on its way: what was accepted stays behind as no draft.
        const accepted = await api.reception.accept({ commandId: draftId, draftId, reception: receptionInput(data, today), settledAtDesk });
        // A case settled at the desk is over with its record: the law has no way back from it.
        if (!settledAtDesk) offerUndo(deps, finish, accepted, data);
        const stage: PaperStage = { kind: 'paper', draftId, accepted, printCommandId: newCommandId(), print: null, failure: null };
        store.setState({ stage });
        if (accepted.receiptSlipDue) await printing.print(stage, null);
      } catch (error) {
        store.setState({ stage: { kind: 'form' }, failure: failureOf(error) });
      }
    },
    goOn: (cameOut) => {
      const { stage } = store.getState();
      if (stage.kind !== 'paper') return;
      if (stage.print !== null && stage.print.queued) printing.tell(stage.print.printActId, cameOut);
      // With the paper in the citizen's hand it is a correction or a voiding, with its reason.
      if (cameOut && stage.accepted.receiptSlipDue) store.setState({ undo: null });
      finish(stage.draftId);
    },
    printAgain: async (reason) => {
      const { stage } = store.getState();
      if (stage.kind !== 'paper') return;
      // No printer ever had it: the same command hands over the same paper, which is no reprint.
      if (stage.print?.queued !== true) return printing.print(stage, null);
      printing.tell(stage.print.printActId, false);
      await printing.print({ ...stage, printCommandId: newCommandId() }, reason);
    },
  };
}

function createPrinting({ api, store }: AcceptingDeps) {
  return {
    print: async (asked: PaperStage, reason: string | null): Promise<void> => {
      const { accepted, printCommandId: commandId } = asked;
      store.setState({ stage: { ...asked, print: null, failure: null } });
      try {
        const print = await api.paper.print({ commandId, dossierId: accepted.dossierId, form: 'receiptSlip', layout: null, reason });
        if (isStillOn(store, accepted)) store.setState({ stage: { ...asked, print, failure: null } });
      } catch (error) {
        if (isStillOn(store, accepted)) store.setState({ stage: { ...asked, print: null, failure: failureOf(error) } });
      }
    },
    tell: (printActId: string, ok: boolean): void => {
      // The answer is a note about paper already archived: if it cannot be kept, the bar above F9 says so and the work goes on.
      api.paper.cameOut({ commandId: newCommandId(), printActId, ok }).catch((error: unknown) => {
        store.setState({ failure: failureOf(error) });
      });
    },
  };
}

function offerUndo(deps: AcceptingDeps, finish: (draftId: string) => void, accepted: AcceptedDossier, data: DraftData): void {
  const { api, store, onChanged, undoWords, onTakenBack } = deps;
  // Ids of this undo, however often it is pressed.
  const [commandId, draftId] = [newCommandId(), newCommandId()];
  const takeBack = async () => {
    const { dossierId, acceptActId: actId } = accepted;
    try {
      await api.correction.undo({ commandId, dossierId, actId, draft: { draftId, data } });
      const { stage } = store.getState();
      if (stage.kind === 'paper' && isStillOn(store, accepted)) finish(stage.draftId);
      putBackDraft(store, { draftId, data, savedAt: new Date().toISOString(), savedData: data });
      onChanged();
      onTakenBack(accepted);
    } catch (error) {
      store.setState({ failure: failureOf(error) });
    }
  };
  const undo = () => {
    void takeBack();
  };
  store.setState({ undo: { id: accepted.acceptActId, text: undoWords(accepted), undo } });
}

/** The desk still waits for this dossier's paper: it was not taken back meanwhile. */
function isStillOn(store: ReceptionStore, { dossierId }: AcceptedDossier): boolean {
  const { stage } = store.getState();
  return stage.kind === 'paper' && stage.accepted.dossierId === dossierId;
}
