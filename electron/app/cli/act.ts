import * as z from 'zod';
import { fail } from '#shared/errors.ts';
import type { StoreReader } from '../../store/store.ts';
import { commandAt } from '../command-id.ts';
import { makeAct } from '../service/act.ts';
import { eachLine } from './lines.ts';
import { dataOptions, type OpenCounter, withCounter } from './open.ts';
import { optionsOf } from './options.ts';
import type { CliIo } from './run.ts';

/** One line of `act`. `dossierId` alone is a slip's QR: the dossier need not be here. `occurredAt` needs its offset. */
const ActLine = z
  .object({
    commandId: z.string().min(1).max(200),
    dossierCode: z.string().max(60).optional(),
    dossierId: z.uuid().optional(),
    kind: z.string().max(100),
    payload: z.record(z.string(), z.unknown()).default({}),
    basedOn: z
      .uuid()
      .nullish()
      .transform((id) => id ?? null),
    occurredAt: z.iso
      .datetime({ offset: true })
      .nullish()
      .transform((at) => at ?? null),
  })
  .refine(({ dossierCode, dossierId }) => dossierCode !== undefined || dossierId !== undefined, {
    path: ['dossierCode'],
    message: 'dossierCode or dossierId',
  });

/**
 * stdin: one step a line. stdout: `{commandId, actId, dossierId, status}` a line, each only after its commit is durable; `status` is null while the step waits for
 * its dossier. A refused line is told on stderr and the rest goes on.
 */
export async function act(argv: readonly string[], io: CliIo): Promise<number> {
  const options = optionsOf(argv, dataOptions);
  return withCounter(options, (counter) => eachLine(io, (line) => actLine(counter, line)));
}

function actLine({ store, office, author }: OpenCounter, line: unknown): Readonly<Record<string, unknown>> {
  const { commandId, dossierCode, dossierId: given, ...step } = ActLine.parse(line);
  const dossierId = given?.toLowerCase() ?? dossierOf(store, dossierCode ?? '');
  const command = { commandId: commandAt(store.identity.deviceId, commandId), dossierId, ...step };
  const { body } = makeAct(store, author(), command, { slipAlone: given !== undefined, office });
  return { commandId, actId: body.id, dossierId, status: store.dossiers.findState(dossierId)?.status ?? null };
}

/** Throws `dossier-unknown`. Of two dossiers one code was given to, the step must name which. */
function dossierOf({ dossiers }: StoreReader, dossierCode: string): string {
  const [dossierId, other] = dossiers.findByCode(dossierCode);
  if (dossierId === undefined || other !== undefined) throw fail('dossier-unknown', { dossierCode });
  return dossierId;
}
