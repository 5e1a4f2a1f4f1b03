/** What goes with an open store: composed once when it opens, gone when it closes. */
import type { PrintResult } from '#shared/contract/paper.ts';
import type { PagesPrinted } from '#shared/contract/register-book.ts';
import type { Store } from '../store/store.ts';
import type { SyncEngine } from '../sync/engine.ts';
import { syncOf } from '../sync/ports.ts';
import type { AppPorts } from './ports.ts';
import { type Backups, backupsOf } from './service/backups.ts';
import type { printDaySlip } from './service/day-slip.ts';
import { type Escrow, escrowOf } from './service/escrow.ts';
import { type OfficeData, followOffice, seedPacks } from './service/office-data.ts';
import { onceEach } from './service/once.ts';
import { type PapersCare, papersCareOf } from './service/papers-care.ts';
import { pinHasher, type Pins, pinsOf } from './service/pins.ts';
import { type Recovery, recoveryOf } from './service/recovery.ts';
import { beginRun, type Run } from './service/run-mark.ts';
import { type BookTurns, bookTurns } from './service/register-turns.ts';
import type { TestJob } from './service/test-page.ts';
import { type UsbDesk, usbDeskOf } from './service/usb-desk.ts';
import { version } from './version.ts';

type DayPrinted = Awaited<ReturnType<typeof printDaySlip>>;

export type OpenDesk = {
  readonly store: Store;
  readonly pins: Pins;
  readonly office: () => OfficeData;
  /** By command: a double click or a repeated call brings one paper out of the printer. */
  readonly printOnce: ReturnType<typeof onceEach<PrintResult>>;
  readonly printDayOnce: ReturnType<typeof onceEach<DayPrinted>>;
  readonly printTestOnce: ReturnType<typeof onceEach<TestJob>>;
  readonly printPagesOnce: ReturnType<typeof onceEach<PagesPrinted>>;
  readonly bookTurns: BookTurns;
  readonly sync: SyncEngine;
  readonly usb: UsbDesk;
  /** From opening to closing; what cuts it off is entered in the outage log. */
  readonly run: Run;
  readonly recovery: Recovery;
  readonly escrow: Escrow;
  readonly backups: Backups;
  readonly papers: PapersCare;
};

/** `ports.clock` is the office's and follows the store already: everything here reads its times from it. */
export function openDeskOf(ports: AppPorts, store: Store, key: Uint8Array): OpenDesk {
  seedPacks(store);
  const office = followOffice(store, () => ports.clock.now().slice(0, 10));
  const sync = syncOf({ store, now: () => ports.clock.now(), newId: () => ports.ids.next(), appVersion: version });
  return {
    store,
    pins: pinsOf(store, pinHasher(key), ports.clock),
    office,
    printOnce: onceEach(({ queued }) => queued),
    printDayOnce: onceEach(({ queued }) => queued),
    printTestOnce: onceEach(({ jobId }) => jobId !== null),
    printPagesOnce: onceEach(({ queued }) => queued),
    bookTurns: bookTurns(),
    sync,
    usb: usbDeskOf(ports, store, sync),
    recovery: recoveryOf(ports.dataDir, key, store, ports.clock),
    escrow: escrowOf(ports.dataDir, key),
    backups: backupsOf(ports, store, key),
    papers: papersCareOf(ports, store, key),
    run: beginRun(ports, store, 'app'),
  };
}
