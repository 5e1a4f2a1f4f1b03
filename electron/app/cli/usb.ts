import { readFileSync } from 'node:fs';
import { newDeviceKey } from '../../sync/keys.ts';
import { faultLine, SyncFault } from '../../sync/fault.ts';
import { importBundle } from '../../sync/usb/import.ts';
import { newOfficeCode, readOfficeCode } from '../../sync/usb/office-code.ts';
import { exportForOffice } from '../../sync/usb/office.ts';
import { exportForUpstream } from '../../sync/usb/upstream.ts';
import { syncStatus } from '../../sync/status.ts';
import { systemIds } from '../clock.ts';
import { dataOptions } from './open.ts';
import { optionsOf, UsageError } from './options.ts';
import type { CliIo } from './run.ts';
import { withSyncFaultsTold } from './sync-faults.ts';

/**
 * The code that opens the sticks of one office. The first desk makes it, the others take it with `--code-file` (a command line would show it to everybody).
 * stdout: `{officeCode}`.
 */
export async function usbCode(argv: readonly string[], io: CliIo): Promise<number> {
  const options = optionsOf(argv, [...dataOptions, 'code-file']);
  return withSyncFaultsTold(options, io, async ({ store }) => {
    const file = options.text('code-file');
    const known = store.sync.officeCode();
    const given = file === undefined ? (known ?? newOfficeCode()) : readOfficeCode(readFileSync(file, 'utf8'));
    if (given === undefined) throw new SyncFault('office-code-mistyped');
    if (store.sync.device() === undefined) store.sync.keepDevice(await newDeviceKey());
    store.sync.keepOfficeCode(given);
    io.out(JSON.stringify({ officeCode: given }));
    return 0;
  });
}

/** `--to FILE [--for upstream|office] [--all]`: for the server unless this counter has none. stdout: `{for, file, lines, digest}`, when the file has been read back. */
export async function usbExport(argv: readonly string[], io: CliIo): Promise<number> {
  const options = optionsOf(argv, [...dataOptions, 'to', 'for'], ['all']);
  return withSyncFaultsTold(options, io, async ({ store, clock }) => {
    const file = options.needed('to');
    const target = options.text('for') ?? (store.sync.enrolment() === undefined ? 'office' : 'upstream');
    if (target !== 'upstream' && target !== 'office') throw new UsageError('option-unknown', { option: `--for ${target}` });
    const now = clock.now();
    const written =
      target === 'upstream' ? await exportForUpstream(store, file, now) : await exportForOffice(store, file, now, options.flag('all'));
    io.out(JSON.stringify({ for: target, file, ...written }));
    return 0;
  });
}

/**
 * `--from FILE`. stdout: `{from, added, confirmed, countersigned, status}`. A file that is not whole, not for us or not to be trusted changes nothing.
 * After an answer of the server exit 0 only when nothing is unsent; stderr tells acts whose id is another act's (`id-reused`), exit 1.
 */
export async function usbImport(argv: readonly string[], io: CliIo): Promise<number> {
  const options = optionsOf(argv, [...dataOptions, 'from']);
  return withSyncFaultsTold(options, io, async ({ store, author }) => {
    const { collision, ...imported } = await importBundle({ store, newId: systemIds.next, author }, options.needed('from'));
    const status = syncStatus(store);
    io.out(JSON.stringify({ ...imported, status }));
    if (collision !== undefined) io.err(JSON.stringify(faultLine(collision)));
    return collision !== undefined || (imported.from === 'upstream' && !status.allSent) ? 1 : 0;
  });
}
