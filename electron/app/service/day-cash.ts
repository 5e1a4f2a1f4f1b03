/** The money of a day by person: what the acts this counter recorded took in and gave back. */
import type { DayCash } from '#shared/contract/day-end.ts';
import { tillKinds, type TillMovement, tillMovements } from '#shared/domain/fee/till.ts';
import type { PlacedAct } from '#shared/journal/act.ts';
import { orderActs } from '#shared/journal/order.ts';
import type { StoreReader } from '../../store/store.ts';
import { countedOn } from './day-kept.ts';
import { actorNames } from './people.ts';

/** `acts`: those of the day. The manifest's `feeVnd` is another sum, of what acceptances took in (docs/sync-protocol.md §8): the district counts acts, not tills. */
export function cashOf(store: StoreReader, acts: readonly PlacedAct[], date: string): DayCash[] {
  const counted = countedOn(store, date);
  const byPerson = new Map<string, { takenVnd: number; refundedVnd: number }>();
  for (const { personId, takenVnd, refundedVnd } of movementsOf(store, acts)) {
    const sum = byPerson.get(personId) ?? { takenVnd: 0, refundedVnd: 0 };
    byPerson.set(personId, { takenVnd: sum.takenVnd + takenVnd, refundedVnd: sum.refundedVnd + refundedVnd });
  }
  const names = actorNames(store, byPerson.keys());
  return [...byPerson]
    .map(([personId, { takenVnd, refundedVnd }]) => ({
      personId,
      fullName: names[personId] ?? personId,
      takenVnd: takenVnd - refundedVnd,
      refundedVnd,
      countedVnd: counted[personId] ?? null,
    }))
    .sort((a, b) => a.fullName.localeCompare(b.fullName, 'vi'));
}

function movementsOf(store: StoreReader, acts: readonly PlacedAct[]): TillMovement[] {
  const today = new Set<string>();
  const dossiers = new Set<string>();
  for (const { body } of acts) {
    if (!tillKinds.includes(body.kind) || body.dossierId === null) continue;
    today.add(body.id);
    dossiers.add(body.dossierId);
  }
  return [...dossiers].flatMap((dossierId) => tillMovements(standingActs(store, dossierId)).filter(({ actId }) => today.has(actId)));
}

/** The dossier's acts in their one order, without those a person has set aside: what did not hold moved no money. */
function standingActs({ acts, dossiers, sync }: StoreReader, dossierId: string): readonly PlacedAct['body'][] {
  const aside = new Set(dossiers.findState(dossierId)?.setAside.map(({ actId }) => actId));
  return orderActs(acts.ofDossier(dossierId), sync.epochs()).applied.flatMap(({ body }) => (aside.has(body.id) ? [] : [body]));
}
