/** Kills one command of the counter many times at places chosen by a seed, and looks after each kill whether every promise held. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { randomFrom } from '../../helpers/random.ts';
import { isInTransaction, killed, placesIn, placesInTransactions, type Killed, type Killing } from './killed.ts';

type Run = Pick<Killing, 'entry' | 'args' | 'stdin'>;

export type Drill = {
  /** Its folder: data, keys and whatever else it has. */
  readonly path: string;
  /** What runs and is killed next. */
  next(): Promise<Run> | Run;
  /** What was promised and did not hold after it, each in a sentence. */
  judge(killed: Killed): Promise<readonly string[]> | readonly string[];
  /** Once more at the end, and the counts to be printed. */
  end(): Promise<Ended> | Ended;
  readonly env: NodeJS.ProcessEnv;
  /** Whether it was killed where half a thing could have been left; inside a transaction unless it says otherwise. */
  isInside?(killed: Killed): boolean;
  /** Numbers of the places that are worth more than others, from the letters of a whole run; those in transactions unless it says otherwise. */
  readonly choicePlaces?: (letters: string) => readonly number[];
  /** Of the places of one run so many are looked at; all unless it says otherwise. */
  readonly mostPlaces?: number;
  remove(): void;
};
export type Ended = { readonly broken: readonly string[]; readonly counts: Readonly<Record<string, number>> };

/** `upTo(n)`: 0 to n - 1. */
export type Dice = { next(): number; upTo(most: number): number };
/** `under`: where its folder is made. */
export type MakeDrill = (dice: Dice, under?: string) => Promise<Drill>;

export type DrillCounts = {
  readonly kills: number;
  /** Killed inside a transaction or, where files are swapped, between the first and the last of them. */
  readonly inside: number;
  readonly counts: Readonly<Record<string, number>>;
  /** Milliseconds from start to kill, the median of the first and of the last tenth: what is killed again and again must not get slower by it. */
  readonly msToKill: { readonly first: number; readonly last: number };
  readonly broken: readonly string[];
};

/** With `mostMs` it ends there, with as many kills as there were. */
export type DrillSize = { readonly kills: number; readonly seed: number; readonly mostMs?: number };

export async function drill(make: MakeDrill, { kills, seed, mostMs = Infinity }: DrillSize): Promise<DrillCounts> {
  const random = randomFrom(seed);
  const dice: Dice = { next: random, upTo: (most) => Math.floor(random() * most) };
  const cache = mkdtempSync(join(tmpdir(), 'mot-cua-compiled-'));
  const one = await make(dice);
  const env = { ...one.env, NODE_COMPILE_CACHE: cache };
  const isInside = one.isInside?.bind(one) ?? isInTransaction;
  const broken: string[] = [];
  try {
    // A whole run first: how many places it has, and its compiled code for all that follow.
    const whole = await killed({ ...(await one.next()), env, standAt: 0 });
    if (whole.exitCode !== 0) broken.push(`a command nobody killed ended with ${String(whole.exitCode)}: ${whole.errors}`);
    broken.push(...(await one.judge(whole)));
    const places = Math.min(placesIn(whole.places), one.mostPlaces ?? Infinity);
    const choice = one.choicePlaces?.(whole.places);
    const inTransactions = Math.min(placesInTransactions(whole.places), places);
    // Three of four where half a thing could be left, if the command has such a place.
    const choose = (round: number): Pick<Killing, 'standAt' | 'inTransactions'> => {
      if (round % 4 < 3 && choice !== undefined) return { standAt: choice[dice.upTo(choice.length)] ?? 1 };
      if (round % 4 < 3 && inTransactions > 0) return { standAt: 1 + dice.upTo(inTransactions), inTransactions: true };
      return { standAt: 1 + dice.upTo(places) };
    };
    let [done, inside] = [0, 0];
    const times: number[] = [];
    const endsAt = performance.now() + mostMs;
    for (let round = 0; done < kills && round < 2 * kills && broken.length === 0 && performance.now() < endsAt; round += 1) {
      // Every eighth goes on, so that it is also killed where nobody stands.
      const goesOn = round % 8 === 7 ? { goesOn: { afterMs: random() * 12 } } : {};
      const command = await one.next();
      const startedAt = performance.now();
      const end = await killed({ ...command, env, ...choose(round), ...goesOn });
      if (end.wasKilled) {
        done += 1;
        times.push(performance.now() - startedAt);
        if (isInside(end)) inside += 1;
      }
      broken.push(...(await one.judge(end)).map((what) => `kill ${String(done)} at ${end.places}: ${what}`));
    }
    const last = await one.end();
    const tenth = Math.ceil(times.length / 10);
    const msToKill = { first: middleOf(times.slice(0, tenth)), last: middleOf(times.slice(-tenth)) };
    return { kills: done, inside, counts: { places, ...last.counts }, msToKill, broken: [...broken, ...last.broken] };
  } finally {
    one.remove();
    rmSync(cache, { recursive: true, force: true });
  }
}

const middleOf = (times: readonly number[]): number => Math.round(times.toSorted((a, b) => a - b)[Math.floor(times.length / 2)] ?? 0);

export const newSeed = (): number => Number(process.env['SEED'] ?? Date.now() % 1_000_000);
