/** Acceptance beside one bare durable insert: same cipher, same pragmas, same disk, same bytes, in turn. */
import { join } from 'node:path';
import { partIdOf } from '../../../electron/app/command-id.ts';
import { buildAccepted } from '../../../electron/app/service/accept.ts';
import { openEncrypted } from '../../../electron/store/cipher.ts';
import { bodyBytes } from '#shared/journal/body.ts';
import { receptionOf, today } from '../dossiers.ts';
import { atMostRatio, median, megabytes, ms, type Part, percentile, timed } from '../figures.ts';
import { copyOf, openDesk, type StorePlace } from '../stores.ts';

const warmUp = 40;
const rounds = 8;
const perRound = 60;

export async function acceptPart(place: StorePlace): Promise<Part> {
  const copy = copyOf(place);
  const desk = openDesk(copy);
  const { store, office } = desk.open();
  const bare = openEncrypted(join(copy.dataDir, 'bare.db'), copy.key, 'create');
  bare.exec('CREATE TABLE bare (id TEXT PRIMARY KEY, body BLOB NOT NULL) STRICT');
  const insert = bare.prepare('INSERT INTO bare (id, body) VALUES (?, ?)');
  const author = { actorId: 'bench', recordedAt: `${today}T09:15:00.000+07:00` };

  const accept = (n: number) => {
    const command = { commandId: partIdOf(`bench/${String(n)}`, 'command'), reception: receptionOf(place.dossiers + n, null), settledAtDesk: false };
    const [[act], took] = timed(() => store.commitWith((reader) => [buildAccepted(reader, office(), author, command)]));
    return { act: act!, took };
  };
  const insertBare = (id: string, bytes: Uint8Array): number => timed(() => insert.run(id, bytes))[1];

  const whole: number[] = [];
  const plain: number[] = [];
  const ratios: number[] = [];
  for (let n = 0; n < warmUp; n += 1) {
    const { act } = accept(n);
    insertBare(act.body.id, bodyBytes(act.body));
  }
  for (let round = 0; round < rounds; round += 1) {
    const [ours, theirs]: [number[], number[]] = [[], []];
    for (let turn = 0; turn < perRound; turn += 1) {
      const { act, took } = accept(warmUp + round * perRound + turn);
      ours.push(took);
      theirs.push(insertBare(act.body.id, bodyBytes(act.body)));
    }
    whole.push(...ours);
    plain.push(...theirs);
    ratios.push(median(ours) / median(theirs));
  }
  const rss = process.memoryUsage().rss;
  bare.close();
  desk.close();
  copy.remove();
  const many = place.dossiers.toLocaleString('en');
  const measured = `p50 ${ms(median(whole))}, p95 ${ms(percentile(whole, 0.95))}; bare p50 ${ms(median(plain))}`;
  return {
    figures: [atMostRatio(`accept at ${many} dossiers / bare encrypted insert (median of ${String(rounds)} rounds)`, `${measured}; memory ${megabytes(rss)}`, median(ratios), 3)],
    growth: { dossiers: place.dossiers, figures: { 'accept p50 ms': median(whole), 'accept / bare': median(ratios) } },
  };
}
