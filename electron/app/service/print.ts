/**
 * Printing a receipt: render, keep the bytes, record the act that names them, and only then hand them to the printer. A printer that is off loses
 * nothing: the paper is archived and can be printed again.
 */
import type { PaperLayout, PrintResult } from '#shared/contract/paper.ts';
import { fail, Failure } from '#shared/errors.ts';
import type { DossierState } from '#shared/domain/dossier/state.ts';
import type { PaperJob, RenderedPdf } from '../../paper/port.ts';
import { printOptionsOf } from '../../paper/print.ts';
import type { Store } from '../../store/store.ts';
import { actIdOf } from '../command-id.ts';
import type { AppPorts } from '../ports.ts';
import { type Author, bodyOf } from './body.ts';
import type { OfficeData } from './office-data.ts';
import { receiptOf } from './receipt.ts';

export type PrintCommand = {
  readonly commandId: string;
  readonly dossierId: string;
  readonly layout: PaperLayout;
  readonly printer: string | null;
  /** Needed from the second print of the same receipt on. */
  readonly reason: string | null;
};

type Desk = { readonly store: Store; readonly office: OfficeData; readonly ports: Pick<AppPorts, 'paper' | 'queue' | 'log'> };

/** How the next print of the receipt counts: 0 is the first of this appointment, n its n-th reprint. */
export function nextReprintNo(state: DossierState): number {
  return state.slips.filter((slip) => slip.form === 'receiptSlip' && !slip.void).length;
}

/**
 * Archives and queues the receipt. Repeating the command gives the same archived paper, handed to the queue once more.
 * Throws `dossier-unknown`, `paper-unknown`, `reason-missing`; a printer's failure is told in the result.
 */
export async function printReceipt(desk: Desk, author: Author, command: PrintCommand): Promise<PrintResult> {
  const actId = actIdOf(command.commandId);
  if (desk.store.prints.find(actId) === undefined) await archiveReceipt(desk, author, actId, command);
  const row = desk.store.prints.find(actId);
  const pdf = row === undefined ? undefined : desk.store.blobs.get(row.blobSha256);
  if (row === undefined || pdf === undefined) throw fail('paper-unknown', {});
  const queueFault = await handToQueue(desk, pdf, row.layout as PaperLayout, command.printer);
  return { printActId: actId, reprintNo: row.reprintNo, pageCount: row.pageCount, queued: queueFault === null, queueFault };
}

/** The PDF of the dossier's receipt as `print` would archive it, archived and recorded but not queued. For files and the command line. */
export async function archiveReceipt(desk: Desk, author: Author, actId: string, command: Omit<PrintCommand, 'printer' | 'commandId'>): Promise<Uint8Array> {
  const { store, office, ports } = desk;
  const state = store.dossiers.findState(command.dossierId);
  if (state === undefined) throw fail('dossier-unknown', { dossierCode: '' });
  const reprintNo = nextReprintNo(state);
  const reason = command.reason?.trim() ?? '';
  if (reprintNo > 0 && reason === '') throw fail('reason-missing', { field: 'reason' });
  const receptionistName = state.receivedBy === null ? '' : (store.persons.find(state.receivedBy)?.fullName ?? '');
  const reprint = reprintNo === 0 ? null : { n: reprintNo, reason };
  const data = receiptOf(state, office, { layout: command.layout, reprint, receptionistName, watermark: null });
  const rendered = await ports.paper.renderPdf({ form: 'receiptSlip', data } satisfies PaperJob);
  record(desk, author, { actId, state, layout: command.layout, reprintNo, reason: reprint === null ? null : reason, rendered, formSet: data.formSetId });
  return rendered.bytes;
}

type Archived = {
  readonly actId: string;
  readonly state: DossierState;
  readonly layout: PaperLayout;
  readonly reprintNo: number;
  readonly reason: string | null;
  readonly rendered: RenderedPdf;
  readonly formSet: 'TT01_2018' | 'TT03_2025';
};

/** Blob first, then the transaction that names it. */
function record({ store }: Desk, author: Author, { actId, state, layout, reprintNo, reason, rendered, formSet }: Archived): void {
  store.blobs.put(author.recordedAt.slice(0, 7), rendered.bytes);
  const body = bodyOf(store.identity, author, {
    id: actId,
    kind: 'paper.printed',
    dossierId: state.dossierId,
    basedOn: state.lastActId,
    occurredAt: author.recordedAt,
    payload: {
      form: 'receiptSlip',
      formSet,
      formNo: '01',
      templateVersion: rendered.templateVersion,
      copies: [1, 2],
      layout,
      reprintNo,
      reason,
      replaces: state.slips.findLast(({ form }) => form === 'receiptSlip')?.actId ?? null,
      blobSha256: rendered.sha256,
      byteLength: rendered.bytes.byteLength,
      pageCount: rendered.pageCount,
      dueAt: state.dueAt,
      stateActId: state.lastStatusActId ?? state.lastActId ?? actId,
    },
  });
  store.commit([body]);
}

async function handToQueue({ ports }: Desk, pdf: Uint8Array, layout: PaperLayout, printer: string | null): Promise<string | null> {
  try {
    await ports.queue.print(pdf, printOptionsOf(layout, printer));
    return null;
  } catch (error) {
    if (error instanceof Failure && (error.code === 'printer-missing' || error.code === 'printer-silent')) return error.code;
    ports.log('print-queue-failed', { name: error instanceof Error ? error.name : 'unknown' });
    return 'printer-silent';
  }
}
