import { drill, newSeed } from './drill.ts';
import { drills } from './drills.ts';

/** As often as `npm test` kills `what`; prints seed and counts. */
export async function killHere(
  what: string,
): Promise<{ readonly kills: number; readonly halfInside: boolean; readonly broken: readonly string[] }> {
  const chosen = drills[what];
  if (chosen === undefined) throw new Error(`Nothing is called ${what}`);
  const seed = newSeed();
  const { broken, ...counts } = await drill(chosen.make, { kills: chosen.kills, seed });
  console.log(JSON.stringify({ what, seed, ...counts }));
  return { kills: counts.kills, halfInside: counts.inside * 2 >= counts.kills, broken };
}
