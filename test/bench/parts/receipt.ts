/** From the command to the receipt's PDF in the archive: acceptance, rendering in the paper process, blob, act. Everything before a printer. */
import type { ReceptionInput } from '#shared/contract/values.ts';
import { forkPaper } from '../../../electron/paper/fork.ts';
import { partIdOf } from '../../../electron/app/command-id.ts';
import { buildAccepted } from '../../../electron/app/service/accept.ts';
import type { OfficeData } from '../../../electron/app/service/office-data.ts';
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
  for (const [n, reception] of receptionsWithSlip(office(), place.dossiers).entries()) {
    const commandId = partIdOf(`bench/receipt/${String(n)}`, 'command');
    const startedAt = performance.now();
    const [act] = store.commitWith((reader) => [buildAccepted(reader, office(), author, { commandId, reception, settledAtDesk: false })]);
    await archiveReceipt({ store, office: office(), paper }, author, partIdOf(commandId, 'print'), {
      dossierId: act!.body.dossierId!,
      layout: 'a5',
      reason: null,
    });
    took.push(performance.now() - startedAt);
  }
  await paper.close();
  desk.close();
  copy.remove();
  const counted = took.slice(warmUp);
  const p95 = percentile(counted, 0.95);
  return {
    figures: [
      atMostMs(
        `receipt: command to PDF archived, p95 of ${String(measured)}`,
        p95,
        60,
        `p50 ${ms(median(counted))}, p95 ${ms(p95)}, max ${ms(Math.max(...counted))}`,
      ),
    ],
  };
}

/** Procedures with forms of the police get no receipt of ours. */
function receptionsWithSlip({ catalogue }: OfficeData, from: number): readonly ReceptionInput[] {
  const withSlip = new Set(catalogue.procedures.filter(({ registerOnly }) => !registerOnly).map(({ code }) => code));
  const receptions: ReceptionInput[] = [];
  for (let n = from; receptions.length < warmUp + measured; n += 1) {
    const reception = receptionOf(n, null);
    if (withSlip.has(reception.procedureCode)) receptions.push(reception);
  }
  return receptions;
}
