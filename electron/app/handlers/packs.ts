import { applyPeople, peopleChanges } from '../../sync/people-pack.ts';
import { authorOf } from '../author.ts';
import { os } from '../os.ts';
import { momentOf } from '../service/body.ts';
import { getPack, packChanges, packRows } from '../service/packs.ts';
import { refuseOthersThanAdministrators } from '../service/person-rules.ts';
import { personOf } from '../session.ts';

const list = os.packs.list.handler(({ context }) => packRows(context.desk.open().store, context.desk.ports.clock.now().slice(0, 10)));

const difference = os.packs.difference.handler(({ context, input }) => packChanges(context.desk.open().store, input.kind, input.version));

const agree = os.packs.agree.handler(({ context, input }) => {
  const { desk, session, status } = context;
  const { store } = desk.open();
  const pack = getPack(store, input.kind, input.version);
  const { statement } = pack;
  const author = authorOf(desk, session);
  // The same as made by hand: who manages people does not make administrators.
  if (input.kind === 'people' && peopleChanges(store, pack).some(({ needsYes }) => needsYes))
    refuseOthersThanAdministrators(store, author.actorId);
  store.writeLocal(() => {
    store.signedPacks.agree(statement.name, statement.version, momentOf(author), personOf(session).personId);
  });
  const acts = applyPeople(store, desk.ports.clock.now().slice(0, 10), { newId: () => desk.ports.ids.next(), author });
  status.changed();
  return { acts };
});

export const packsHandlers = { list, difference, agree };
