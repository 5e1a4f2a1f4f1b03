/** From the command to the receipt's PDF in the archive: acceptance, rendering in the paper process, blob, act. Everything before a printer. */
import { forkPaper } from '../../../electron/paper/fork.ts';
import { partIdOf } from '../../../electron/app/command-id.ts';
import { buildAccepted } from '../../../electron/app/service/accept.ts';
import { archiveReceipt } from '../../../electron/app/service/print.ts';
import { receptionOf, today } from '../dossiers.ts';
import { atMostMs, median, ms, type Part, percentile } from '../figures.ts';
import { copyOf, openDesk, type StorePlace } from '../stores.ts';

const warmUp = 10;
const measured = 150;

export async function receiptPart(place: StorePlace): Promise<Part> {
  const copy = copyOf(place);
  const paper = forkPaper();
  const desk = openDesk(copy, paper);
  const { store, office } = desk.open();
  const author = { actorId: 'bench', recordedAt: `${today}T09:15:00.000+07:00` };
  const took: number[] = [];
  for (let n = 0; n < warmUp + measured; n += 1) {
    const commandId = partIdOf(`bench/receipt/${String(n)}`, 'command');
    const reception = receptionOf(place.dossiers + n, null);
    const startedAt = performance.now();
    const [act] = store.commitWith((reader) => [buildAccepted(reader, office(), author, { commandId, reception, settledAtDesk: false })]);
    await archiveReceipt({ store, office: office(), paper }, author, partIdOf(commandId, 'print'), { dossierId: act!.body.dossierId!, layout: 'a5', reason: null });
    took.push(performance.now() - startedAt);
  }
  await paper.close();
  desk.close();
  copy.remove();
  const counted = took.slice(warmUp);
  const p95 = percentile(counted, 0.95);
  return { figures: [atMostMs(`receipt: command to PDF archived, p95 of ${String(measured)}`, p95, 60, `p50 ${ms(median(counted))}, p95 ${ms(p95)}, max ${ms(Math.max(...counted))}`)] };
}
