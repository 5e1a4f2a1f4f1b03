import { computeDueAt } from '#shared/domain/deadline/engine.ts';
import { parseDeadlineRequest } from '#shared/domain/deadline/limit.ts';
import { optionsOf, parseJson, UsageError } from './options.ts';
import { type CliIo, errorOf } from './run.ts';

/** stdin: an array of questions. stdout: an array of `{dueAt, steps}` in the order asked; a question that cannot be answered holds its error in its place. */
export async function deadline(argv: readonly string[], io: CliIo): Promise<number> {
  optionsOf(argv, []);
  const text = (await Array.fromAsync(io.lines())).join('\n');
  const questions: unknown = parseJson(text);
  if (!Array.isArray(questions)) throw new UsageError('input-not-array', {});
  const answers = questions.map(answer);
  io.out(JSON.stringify(answers));
  const refused = answers.flatMap((one, index) => ('error' in one ? [{ index, ...one }] : []));
  for (const one of refused) io.err(JSON.stringify(one));
  return refused.length === 0 ? 0 : 1;
}

function answer(question: unknown): Readonly<Record<string, unknown>> {
  try {
    const { dueAt, steps } = computeDueAt(parseDeadlineRequest(question));
    return { dueAt, steps };
  } catch (error) {
    return errorOf(error);
  }
}
