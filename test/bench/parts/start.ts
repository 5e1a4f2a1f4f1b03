/** Starts of an empty and of a full store in turn, each in its own process. */
import { atMostRatio, type Figure, median, megabytes, ms } from '../figures.ts';
import { runPart } from '../run-part.ts';
import type { StorePlace } from '../stores.ts';

const starts = 7;
type Start = { readonly took: number; readonly rss: number };

export async function startFigure(empty: StorePlace, full: StorePlace, workerFile: string): Promise<readonly Figure[]> {
  const start = (place: StorePlace): Promise<Start> => runPart<Start>({ part: 'start', place, workerFile });
  const [ofEmpty, ofFull]: [Start[], Start[]] = [[], []];
  for (let turn = 0; turn < starts; turn += 1) {
    ofEmpty.push(await start(empty));
    ofFull.push(await start(full));
  }
  const took = { empty: median(ofEmpty.map((one) => one.took)), full: median(ofFull.map((one) => one.took)) };
  const rss = { empty: median(ofEmpty.map((one) => one.rss)), full: median(ofFull.map((one) => one.rss)) };
  const measured = `${ms(took.full)} / ${ms(took.empty)}; memory ${megabytes(rss.full)} / ${megabytes(rss.empty)}`;
  return [
    atMostRatio(
      `start of the app part to the first page at ${full.dossiers.toLocaleString('en')} / empty store (median of ${String(starts)})`,
      measured,
      took.full / took.empty,
      2,
    ),
  ];
}
