/** Dossiers are accepted: what a process confirmed is there once, and asked again has the same answer. */
import type { MakeDrill } from './drill.ts';
import { type Accepted, acceptLine, codesOf, faultsOf, lostOrDouble, newWorld, placeOf, withStore } from './looks.ts';

export const acceptDrill: MakeDrill = async (_dice, under) => {
  const world = await newWorld(under);
  const place = placeOf(world);
  const answers = new Map<string, Accepted>();
  let sent = 0;
  let repeats: readonly number[] = [];
  let completed = 0;
  let round = 0;
  const confirmedCodes = (): readonly string[] => [...answers.values()].map(({ dossierCode }) => dossierCode);
  return {
    path: world.folder.path,
    env: world.folder.env,
    next: () => {
      const fresh = Array.from({ length: 40 }, (_, index) => sent + index);
      return {
        args: ['accept', '--data', world.data],
        stdin: [...repeats, ...fresh].map((command) => `${acceptLine(command)}\n`).join(''),
      };
    },
    judge: ({ said, errors }) => {
      const confirmed = said as readonly Accepted[];
      const changed = confirmed.filter((answer) => JSON.stringify(answers.get(answer.commandId) ?? answer) !== JSON.stringify(answer));
      for (const answer of confirmed) answers.set(answer.commandId, answer);
      // Asked again next time: the last ones answered, and those it may have made without being able to say so.
      const answered = Number(confirmed.at(-1)?.commandId.slice('command-'.length) ?? sent);
      repeats = Array.from({ length: 8 }, (_, index) => answered - 5 + index).filter((command) => command >= 0);
      sent = Math.max(sent, answered + 3);
      round += 1;
      const told = [
        ...(errors === '' ? [] : [errors]),
        ...changed.map(({ commandId }) => `${commandId} was answered otherwise than before`),
        ...(new Set(confirmedCodes()).size === answers.size ? [] : ['one code was given to two commands']),
      ];
      // Every other time the next process is the one that finds what the killed one left.
      if (round % 2 === 0) return told;
      return withStore(place, (store) => {
        completed += store.opened.completedFromLog;
        return [...told, ...lostOrDouble(store, confirmedCodes())];
      });
    },
    end: () => {
      const { acts, broken } = withStore(place, (store) => ({
        acts: codesOf(store).length,
        broken: lostOrDouble(store, confirmedCodes()),
      }));
      return { broken: [...broken, ...faultsOf(place)], counts: { confirmed: answers.size, dossiers: acts, completedFromLog: completed } };
    },
    mostPlaces: 36,
    remove: world.folder.remove,
  };
};
