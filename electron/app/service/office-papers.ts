/** Papers of the office itself, of no dossier: rendered, their bytes kept with the blobs, noted, and only then handed to a printer. */
import type { PaperJob, PaperPort, RenderedPdf } from '../../paper/port.ts';
import type { PrintOptions, PrintQueue } from '../../paper/print.ts';
import type { Store } from '../../store/store.ts';
import type { Log } from '../ports.ts';
import { handToQueue } from './print.ts';

export type OfficePaperPorts = { readonly paper: PaperPort; readonly queue: PrintQueue; readonly log: Log };

/** `next`: the copy that is due now. `note`: writes down that it exists; false when another window took its number while it was made, and it is made anew. */
export type OfficePaper<Job extends PaperJob> = {
  readonly next: () => Promise<Job['data']> | Job['data'];
  readonly note: (data: Job['data'], pdf: RenderedPdf) => boolean;
};

/** Makes and keeps the next copy, in the month of `now`. */
export async function archiveOfficePaper<Job extends PaperJob>(
  store: Store,
  paper: Pick<PaperPort, 'renderPdf'>,
  now: string,
  form: Job['form'],
  { next, note }: OfficePaper<Job>,
): Promise<{ readonly data: Job['data']; readonly pdf: RenderedPdf }> {
  for (;;) {
    const data = await next();
    const pdf = await paper.renderPdf({ form, data } as Job);
    store.blobs.put(now.slice(0, 7), pdf.bytes);
    if (note(data, pdf)) return { data, pdf };
  }
}

/** The printer may be off: the paper is archived, and printing again brings the next copy. */
export async function handOver(ports: Pick<OfficePaperPorts, 'queue' | 'log'>, copyNo: number, pdf: RenderedPdf, options: PrintOptions) {
  const queueFault = await handToQueue(ports, pdf.bytes, options);
  return { copyNo, queued: queueFault === null, queueFault };
}
