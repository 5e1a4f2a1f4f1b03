import { dateOf, fromInstant } from '#shared/domain/deadline/local-date-time.ts';
import { parseIdCard } from '#shared/domain/identity/id-card.ts';
import { systemClock } from '../clock.ts';
import { optionsOf } from './options.ts';
import type { CliIo } from './run.ts';

/** stdin: one scanned payload a line. stdout: one JSON a line, fields and warnings, or `{"ok":false,"error":…}`. Exit 1 when any could not be read. */
export async function idCard(argv: readonly string[], io: CliIo): Promise<number> {
  optionsOf(argv, []);
  const today = dateOf(fromInstant(systemClock.now()));
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
