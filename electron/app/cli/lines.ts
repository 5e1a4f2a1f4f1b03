import * as z from 'zod';
import { parseJson } from './options.ts';
import { type CliIo, errorOf } from './run.ts';

/** Runs `work` on every JSON line of stdin and prints what it answers; a refused line is told on stderr with its `commandId` and the rest goes on. Answers the exit code. */
export async function eachLine(io: CliIo, work: (line: unknown) => Readonly<Record<string, unknown>>): Promise<number> {
  let refused = 0;
  for await (const text of io.lines()) {
    if (text.trim() === '') continue;
    let line: unknown;
    try {
      line = parseJson(text);
      io.out(JSON.stringify(work(line)));
    } catch (error) {
      refused += 1;
      io.err(JSON.stringify({ ...commandIdIn(line), ...errorOf(error) }));
      if (isFatal(error)) throw error;
    }
  }
  return refused === 0 ? 0 : 1;
}

function commandIdIn(line: unknown): { commandId?: string } {
  const found = z.object({ commandId: z.string().max(200) }).safeParse(line);
  return found.success ? found.data : {};
}

/** After these the store must be opened again or has no room: going on would only repeat them. */
function isFatal(error: unknown): boolean {
  return error instanceof Error && 'code' in error && (error.code === 'store-needs-reopening' || error.code === 'disk-full');
}
