/** Codes, ids and numbers; never a text somebody typed, never a citizen's data. */
export type LogFacts = Readonly<Record<string, string | number | boolean>>;

/** What a log may keep of an error: its name, code and the frames. Messages may quote what somebody typed. */
export function factsOf(error: unknown): LogFacts {
  if (!(error instanceof Error)) return { name: typeof error };
  const code = 'code' in error && typeof error.code === 'string' ? { errorCode: error.code } : {};
  const frames = (error.stack ?? '')
    .split('\n')
    .filter((line) => /^\s+at /.test(line))
    .map((line) => line.trim());
  return { name: error.name, ...code, frames: frames.slice(0, 12).join(' | ') };
}
