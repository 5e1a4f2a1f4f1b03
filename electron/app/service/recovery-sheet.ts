/** The recovery code on A5. The one paper that is never archived: whoever has it can open the data, so it exists once, in the locker. */
import type { PaperPort } from '../../paper/port.ts';
import type { PrintOptions, PrintQueue } from '../../paper/print.ts';
import type { Store } from '../../store/store.ts';
import type { Log } from '../ports.ts';
import type { OfficeData } from './office-data.ts';
import { handToQueue } from './print.ts';

export type SheetDesk = { readonly store: Store; readonly office: OfficeData; readonly now: string; readonly printer: string | null };

/** `queueFault` says why no printer has it: i18n key under `errors`. The code is then still on screen. */
export async function printRecoverySheet(
  { store, office, now, printer }: SheetDesk,
  ports: { readonly paper: PaperPort; readonly queue: PrintQueue; readonly log: Log },
  recoveryCode: string,
): Promise<{ readonly queued: boolean; readonly queueFault: string | null }> {
  const { agencyName, placeName } = office.config;
  const { bytes } = await ports.paper.renderPdf({
    form: 'recoverySheet',
    data: {
      occurredAt: now,
      agencyName,
      place: placeName,
      counterNo: store.identity.counterNo,
      madeAt: now.slice(0, 16),
      groups: recoveryCode.split('-'),
    },
  });
  const options: PrintOptions = { printer, copies: 1, paper: 'a5', duplex: 'oneSided' };
  const queueFault = await handToQueue(ports, bytes, options);
  // The archive never sees it, and neither shall a memory image of this process.
  bytes.fill(0);
  return { queued: queueFault === null, queueFault };
}
