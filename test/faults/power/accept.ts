/** Dossiers are accepted: each confirmed code is there once and asked again is the answer, and the next dossiers get numbers nobody has. */
import { type Accepted, acceptSome, faultsOf, linesOf, lostOrDouble, newWorld, placeOf, withStore } from '../kills/looks.ts';
import { ask, refusedIn } from './ask.ts';
import type { MakePowerDrill } from './drill.ts';

/** `many` in the recorded command. */
export const acceptDrillOf =
  (many: number): MakePowerDrill =>
  async (under) => {
    const world = await newWorld(under);
    const place = placeOf(world);
    const earlier = await acceptSome(world, 0, 2);
    const accept = ['accept', '--data', world.data];
    return {
      path: world.folder.path,
      env: world.folder.env,
      args: accept,
      stdin: linesOf(2, many),
      namesMayBeLate: true,
      judge: async ({ said, told }) => {
        const confirmed = new Map((said as readonly Accepted[]).map((answer) => [answer.commandId, answer]));
        // Every one again, confirmed or not, and two more of each day.
        const again = await ask(accept, linesOf(2, many + 40));
        const answers = again.out as readonly Accepted[];
        const changed = answers.filter((answer) => JSON.stringify(confirmed.get(answer.commandId) ?? answer) !== JSON.stringify(answer));
        const codes = [...earlier, ...answers.map(({ dossierCode }) => dossierCode)];
        return [
          ...(told === '' ? [] : [told]),
          ...refusedIn('accept', again),
          ...(answers.length === many + 40 ? [] : [`${String(answers.length)} answers`]),
          ...changed.map(({ commandId }) => `${commandId} was answered otherwise than before`),
          ...(new Set(codes).size === codes.length ? [] : ['one code was given to two commands']),
          ...withStore(place, (store) => lostOrDouble(store, [...codes, ...[...confirmed.values()].map(({ dossierCode }) => dossierCode)])),
          ...faultsOf(place),
        ];
      },
      remove: world.folder.remove,
    };
  };
