import { ZodError } from 'zod';
import { Failure } from '#shared/errors.ts';
import { asDiskFull } from '../../journal/log.ts';
import { isStoreFault } from '../../store/fault.ts';
import { UsageError } from './options.ts';

/** Lines in, lines out. One JSON value a line; errors go to `err`, also as JSON. */
export type CliIo = {
  readonly lines: () => AsyncIterable<string>;
  readonly out: (line: string) => void;
  readonly err: (line: string) => void;
};

/** A command: reads its own options, answers the exit code (0 all well, 1 something refused). */
export type Command = (argv: readonly string[], io: CliIo) => Promise<number>;

/** Each command loads what it needs: `deadline` starts without a store. */
const commands: Readonly<Record<string, () => Promise<Command>>> = {
  deadline: async () => (await import('./deadline.ts')).deadline,
  'id-card': async () => (await import('./id-card.ts')).idCard,
  init: async () => (await import('./init.ts')).init,
  person: async () => (await import('./person.ts')).person,
  accept: async () => (await import('./accept.ts')).accept,
  search: async () => (await import('./search.ts')).search,
  show: async () => (await import('./show.ts')).show,
  import: async () => (await import('./import.ts')).importRegister,
  print: async () => (await import('./print.ts')).print,
  'register-print': async () => (await import('./register-print.ts')).registerPrint,
  verify: async () => (await import('./verify.ts')).verifyFolder,
  outages: async () => (await import('./outages.ts')).outages,
  act: async () => (await import('./act.ts')).act,
  'recovery-code': async () => (await import('./keys.ts')).recoveryCode,
  recover: async () => (await import('./keys.ts')).recover,
  escrow: async () => (await import('./keys.ts')).escrow,
  'unlock-with-escrow': async () => (await import('./keys.ts')).unlockWithEscrow,
  enrol: async () => (await import('./enrol.ts')).enrol,
  sync: async () => (await import('./sync.ts')).sync,
  'usb-code': async () => (await import('./usb.ts')).usbCode,
  'usb-export': async () => (await import('./usb.ts')).usbExport,
  'usb-import': async () => (await import('./usb.ts')).usbImport,
  rescue: async () => (await import('./rescue.ts')).rescueFrom,
  backup: async () => (await import('./backup.ts')).backup,
  restore: async () => (await import('./restore.ts')).restore,
  triage: async () => (await import('./triage.ts')).triage,
  'last-code': async () => (await import('./last-code.ts')).lastCode,
  'mend-papers': async () => (await import('./mend-papers.ts')).mendPapers,
  'cut-log': async () => (await import('./cut-log.ts')).cutLog,
  gaps: async () => (await import('./gaps.ts')).gaps,
  'sync-status': async () => (await import('./sync-status.ts')).syncStatusOf,
};

/** Runs one command. Never throws: whatever goes wrong is one JSON line on `err` and exit code 1. */
export async function runCli(argv: readonly string[], io: CliIo): Promise<number> {
  const [name = '', ...rest] = argv;
  try {
    const load = Object.hasOwn(commands, name) ? commands[name] : undefined;
    if (load === undefined) throw new UsageError('unknown-command', { command: name, commands: Object.keys(commands).join(' ') });
    const command = await load();
    return await command(rest, io);
  } catch (error) {
    io.err(JSON.stringify(errorOf(asDiskFull(error))));
    return 1;
  }
}

/** An error as the command line tells it: a code and the values that go with it, never a citizen's data. */
export function errorOf(error: unknown): Readonly<Record<string, unknown>> {
  if (error instanceof UsageError) return { error: error.code, ...error.details };
  if (error instanceof Failure) return { error: error.code, ...error.params };
  if (isStoreFault(error)) return { error: error.code, ...error.details };
  if (error instanceof ZodError) return { error: 'input-refused', fields: fieldsOf(error) };
  if (error instanceof Error && 'code' in error && typeof error.code === 'string') return fileFaultOf(error) ?? { error: error.code };
  return { error: 'unexpected', name: error instanceof Error ? error.name : typeof error };
}

/** What the system says of one file or folder, which it names. */
function fileFaultOf(error: Error): Readonly<Record<string, unknown>> | undefined {
  const { code, path } = error as NodeJS.ErrnoException;
  return path === undefined ? undefined : { error: 'file-refused', why: code, file: path };
}

function fieldsOf(error: ZodError): readonly { readonly field: string; readonly why: string }[] {
  return error.issues.map((issue) => {
    const params: unknown = 'params' in issue ? issue.params : undefined;
    const reason = typeof params === 'object' && params !== null && 'reason' in params ? String(params.reason) : issue.code;
    return { field: issue.path.join('.'), why: reason };
  });
}
