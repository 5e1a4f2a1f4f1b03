/**
 * Printing a receipt: render, keep the bytes, record the act that names them, and only then hand them to the printer. A printer that is off loses
 * nothing: the paper is archived and can be printed again.
 */
import type { PaperLayout, PrintResult } from '#shared/contract/paper.ts';
import { fail, Failure } from '#shared/errors.ts';
import type { DossierState } from '#shared/domain/dossier/state.ts';
import type { ReceiptSlipData } from '#shared/forms/receipt-slip.ts';
import type { ActBody } from '#shared/journal/act.ts';
import type { PaperJob, PaperPort, RenderedPdf } from '../../paper/port.ts';
import { type PrintOptions, printOptionsOf, type PrintQueue } from '../../paper/print.ts';
import type { Store, StoreIdentity, StoreReader } from '../../store/store.ts';
import { actIdOf } from '../command-id.ts';
import type { Log } from '../ports.ts';
import { type Author, bodyOf, momentOf } from './body.ts';
import type { OfficeData } from './office-data.ts';
import { paperFailure } from './papers-care.ts';
import { receiptOf } from './receipt.ts';

export type PrintCommand = {
  readonly commandId: string;
  readonly dossierId: string;
  readonly layout: PaperLayout;
  readonly printer: string | null;
  /** Needed from the second print of the same receipt on. */
  readonly reason: string | null;
};

type PaperDesk = { readonly store: Store; readonly office: OfficeData; readonly paper: PaperPort };
type PrintDesk = PaperDesk & { readonly queue: PrintQueue; readonly log: Log };

/** How the next print of the receipt counts: 0 is the first of this appointment, n its n-th reprint. */
export function nextReprintNo(state: DossierState): number {
  return state.slips.filter((slip) => slip.form === 'receiptSlip' && !slip.void).length;
}

/**
 * Archives and queues the receipt. Repeating the command gives the same archived paper, handed to the queue once more.
 * Throws `dossier-unknown`, `paper-unknown`, `papers-unreadable`, `procedure-register-only`, `reason-missing`, `command-reused`; a printer's failure is told in the result.
 */
export async function printReceipt(desk: PrintDesk, author: Author, command: PrintCommand): Promise<PrintResult> {
  const actId = actIdOf(command.commandId);
  if (desk.store.prints.find(actId) === undefined) await archiveReceipt(desk, author, actId, command);
  const row = desk.store.prints.find(actId);
  const pdf = row === undefined ? undefined : desk.store.blobs.get(row.blobSha256);
  if (row === undefined) throw fail('paper-unknown', {});
  if (pdf === undefined) throw paperFailure(desk.store, row);
  if (row.dossierId !== command.dossierId) throw fail('command-reused', {});
  const queueFault = await handToQueue(desk, pdf, printOptionsOf(row.layout as PaperLayout, command.printer));
  return { printActId: actId, reprintNo: row.reprintNo, pageCount: row.pageCount, queued: queueFault === null, queueFault };
}

type ReceiptCommand = Omit<PrintCommand, 'printer' | 'commandId'>;

/** The PDF of the dossier's receipt as `print` would archive it, archived and recorded but not queued. For files and the command line. */
export async function archiveReceipt(desk: PaperDesk, author: Author, actId: string, command: ReceiptCommand): Promise<Uint8Array> {
  for (;;) {
    const { job, ...print } = printOf(desk, actId, command);
    const rendered = await desk.paper.renderPdf(job);
    desk.store.blobs.put(momentOf(author).slice(0, 7), rendered.bytes);
    const made = desk.store.commitWith((reader) =>
      isOutdated(reader, print) ? [] : [printedAct(reader.identity, author, print, rendered)],
    );
    if (made.length > 0) return rendered.bytes;
  }
}

type Print = {
  readonly actId: string;
  readonly state: DossierState;
  readonly layout: PaperLayout;
  readonly reprintNo: number;
  readonly reason: string | null;
  readonly formSet: ReceiptSlipData['formSetId'];
};

function printOf({ store, office }: PaperDesk, actId: string, command: ReceiptCommand): Print & { readonly job: PaperJob } {
  const state = store.dossiers.findState(command.dossierId);
  if (state === undefined) throw fail('dossier-unknown', { dossierCode: '' });
  if (state.status === 'voided') throw fail('receipt-of-voided', { dossierCode: state.dossierCode ?? '' });
  const reprintNo = nextReprintNo(state);
  const reason = command.reason?.trim() ?? '';
  if (reprintNo > 0 && reason === '') throw fail('reason-missing', { field: 'reason' });
  const reprint = reprintNo === 0 ? null : { n: reprintNo, reason };
  const data = receiptOf(state, office, {
    layout: command.layout,
    reprint,
    receptionistName: receptionistOf(store, state),
    watermark: null,
  });
  return {
    actId,
    state,
    layout: command.layout,
    reprintNo,
    reason: reprint?.reason ?? data.correction?.reason ?? null,
    formSet: data.formSetId,
    job: { form: 'receiptSlip', data },
  };
}

/** While the paper was being made another window may have printed or changed the dossier: this one would then bear a wrong number or date. */
function isOutdated({ dossiers, acts }: StoreReader, { actId, state, reprintNo }: Print): boolean {
  if (acts.find(actId) !== undefined) return false;
  const now = dossiers.findState(state.dossierId);
  return now === undefined || nextReprintNo(now) !== reprintNo || now.shownActId !== state.shownActId;
}

/** Name under the receptionist's signature; empty where the command line or nobody known received the dossier. */
export function receptionistOf({ persons }: StoreReader, { receivedBy }: DossierState): string {
  return receivedBy === null ? '' : (persons.find(receivedBy)?.fullName ?? '');
}

function printedAct(
  identity: StoreIdentity,
  author: Author,
  { actId, state, layout, reprintNo, reason, formSet }: Print,
  rendered: RenderedPdf,
): ActBody {
  return bodyOf(identity, author, {
    id: actId,
    kind: 'paper.printed',
    dossierId: state.dossierId,
    basedOn: state.lastActId,
    occurredAt: momentOf(author),
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
      stateActId: state.shownActId ?? actId,
    },
  });
}

/** Null when the queue has it, else why not: i18n key under `errors`. */
export async function handToQueue(
  { queue, log }: Pick<PrintDesk, 'queue' | 'log'>,
  pdf: Uint8Array,
  options: PrintOptions,
): Promise<string | null> {
  try {
    await queue.print(pdf, options);
    return null;
  } catch (error) {
    return queueFaultOf(error, log);
  }
}

/** Why the queue took no paper: i18n key under `errors`. What it did not say by itself is in the log. */
export function queueFaultOf(error: unknown, log: Log): 'printer-missing' | 'printer-silent' {
  if (error instanceof Failure && (error.code === 'printer-missing' || error.code === 'printer-silent')) return error.code;
  log('print-queue-failed', { name: error instanceof Error ? error.name : 'unknown' });
  return 'printer-silent';
}
