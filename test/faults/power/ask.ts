/** The product's own commands, asked in this process: hundreds of disks are looked at, and a process for each would take minutes. */
import { runCli } from '../../../electron/app/cli/run.ts';

export type Answered = { readonly exitCode: number; readonly out: readonly unknown[]; readonly err: readonly unknown[] };

export async function ask(args: readonly string[], stdin = ''): Promise<Answered> {
  const [out, err]: [unknown[], unknown[]] = [[], []];
  const exitCode = await runCli(args, {
    lines: async function* () {
      yield* stdin.split('\n').filter((line) => line !== '');
    },
    out: (line) => void out.push(JSON.parse(line)),
    err: (line) => void err.push(JSON.parse(line)),
  });
  return { exitCode, out, err };
}

/** A sentence for a command that did not do its work. */
export const refusedIn = (what: string, { exitCode, err }: Answered): readonly string[] =>
  exitCode === 0 && err.length === 0 ? [] : [`${what} ended with ${String(exitCode)}: ${JSON.stringify(err)}`];
