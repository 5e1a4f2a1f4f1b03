import { DraftData, type DraftRow } from '#shared/contract/reception.ts';
import type { Draft } from '../../store/queries/drafts.ts';
import { os } from '../os.ts';
import { refuseForeign } from '../service/draft.ts';
import { activePeople } from '../service/people.ts';
import { personOf } from '../session.ts';

const list = os.draft.list.handler(({ context }): DraftRow[] => {
  const { store } = context.desk.open();
  const me = personOf(context.session).personId;
  return activePeople(store).flatMap(({ personId, fullName }) =>
    store.drafts.ofOwner(personId).map((draft) => rowOf(draft, fullName, personId === me)),
  );
});

function rowOf(draft: Draft, ownerName: string, mine: boolean): DraftRow {
  return { draftId: draft.id, ownerName, mine, savedAt: draft.savedAt, data: mine ? DraftData.parse(draft.data) : null };
}

const save = os.draft.save.handler(({ context, input }) => {
  const { store } = context.desk.open();
  const me = personOf(context.session).personId;
  const before = store.drafts.find(input.draftId);
  refuseForeign(before, me);
  const savedAt = context.desk.ports.clock.now();
  const label = input.data.queueLabel === '' ? null : input.data.queueLabel;
  store.drafts.save({ id: input.draftId, ownerId: me, label, data: input.data, createdAt: before?.createdAt ?? savedAt, savedAt });
  return { savedAt };
});

const remove = os.draft.delete.handler(({ context, input }) => {
  const { store } = context.desk.open();
  refuseForeign(store.drafts.find(input.draftId), personOf(context.session).personId);
  store.drafts.remove(input.draftId);
  return {};
});

export const draftHandlers = { list, save, delete: remove };
