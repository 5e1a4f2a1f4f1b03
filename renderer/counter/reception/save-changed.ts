import { type CounterApi, failureOf } from '../../bridge/index.ts';
import { isEmptyDraft } from './draft-data.ts';
import { markSaved, type OpenDraft, type ReceptionStore } from './reception-store.ts';

/** Saves until no draft differs from what is kept; a failure goes to the bar above F9. */
export async function saveChanged(api: Pick<CounterApi, 'draft'>, store: ReceptionStore): Promise<void> {
  try {
    for (let draft = changed(store); draft !== undefined; draft = changed(store)) {
      const { draftId, data } = draft;
      const { savedAt } = await api.draft.save({ draftId, data });
      markSaved(store, draftId, data, savedAt);
    }
  } catch (error) {
    store.setState({ failure: failureOf(error) });
  }
}

/** What is being accepted, or was, is a draft no longer: kept again it would stand in the list beside its dossier. */
function changed(store: ReceptionStore): OpenDraft | undefined {
  const { drafts, stage } = store.getState();
  const accepted = stage.kind === 'form' ? null : stage.draftId;
  return drafts.find(
    ({ draftId, data, savedData }) => draftId !== accepted && data !== savedData && !(savedData === null && isEmptyDraft(data)),
  );
}
