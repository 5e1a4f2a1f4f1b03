import { dateOf, fromInstant } from '#shared/domain/deadline/local-date-time.ts';
import { parseIdCard } from '#shared/domain/identity/id-card.ts';
import { systemClock } from '../clock.ts';
import { dataOptions, withReader } from './open.ts';
import { optionsOf } from './options.ts';
import type { CliIo } from './run.ts';

/**
 * stdin: one scanned payload a line. stdout: one JSON a line, fields and warnings, or `{"ok":false,"error":…}`. Exit 1 when any could not be read. `--data DIR`: today is the
 * office's, as that counter keeps it; without it the machine's, which stderr says.
 */
export async function idCard(argv: readonly string[], io: CliIo): Promise<number> {
  const options = optionsOf(argv, dataOptions);
  const isKept = options.text('data') !== undefined;
  const now = isKept ? await withReader(options, (_reader, clock) => clock.now()) : systemClock.now();
  const today = dateOf(fromInstant(now));
  if (!isKept) io.err(JSON.stringify({ note: 'machine-clock', today }));
  let unreadable = 0;
  for await (const line of io.lines()) {
    if (line.trim() === '') continue;
    const scan = parseIdCard(line, today);
    if (!scan.ok) unreadable += 1;
    io.out(
      JSON.stringify(
        scan.ok
          ? { ok: true, ...scan.card, warnings: scan.warnings, nameNeedsReview: scan.nameNeedsReview }
          : { ok: false, error: scan.reason },
      ),
    );
  }
  return unreadable === 0 ? 0 : 1;
}
