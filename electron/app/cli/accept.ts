import * as z from 'zod';
import { Channel, DocumentForm, FeeInput, PersonName, ReceptionInput, ResultDelivery } from '#shared/contract/values.ts';
import { personText } from '#shared/domain/text/door.ts';
import { cliText } from '../cli-text.ts';
import { commandAt } from '../command-id.ts';
import { acceptedOf, buildAccepted } from '../service/accept.ts';
import { eachLine } from './lines.ts';
import { dataOptions, type OpenCounter, warnOfClock, withCounter } from './open.ts';
import { optionsOf } from './options.ts';
import type { CliIo } from './run.ts';

const optional = (max: number) =>
  personText(max)
    .nullish()
    .transform((text) => text ?? null);

const CliDocument = z.union([
  personText(500)
    .min(1)
    .transform((name) => ({ name })),
  z.object({
    name: personText(500).min(1),
    form: DocumentForm.optional(),
    copies: z.int().min(0).max(999).optional(),
    pages: z.int().min(0).nullish(),
    presentOnly: z.boolean().optional(),
    extraReason: personText(300).nullish(),
  }),
]);

/** One line of `accept`; what is left out is what a receptionist would find already set on the screen. */
const AcceptLine = z.object({
  commandId: z.string().min(1).max(200),
  procedureCode: z.string().max(60),
  applicant: z.object({
    kind: z.enum(['person', 'organisation']).default('person'),
    fullName: PersonName,
    personalId: optional(30),
    taxCode: optional(20),
    dateOfBirth: z
      .string()
      .max(10)
      .nullish()
      .transform((text) => text ?? null),
    sex: z
      .enum(['male', 'female'])
      .nullish()
      .transform((sex) => sex ?? null),
    address: optional(300),
    phone: optional(30),
    email: optional(100),
  }),
  documents: z.array(CliDocument).max(200).default([]),
  channel: Channel.default('inPerson'),
  occurredAt: z
    .string()
    .max(30)
    .nullish()
    .transform((text) => text ?? null),
  variant: z
    .int()
    .min(0)
    .nullish()
    .transform((variant) => variant ?? null),
  dossierCount: z.int().min(1).max(999).default(1),
  fee: FeeInput.partial().default({}),
  resultDelivery: ResultDelivery.partial({ address: true }).default({ mode: 'counter' }),
  note: optional(1000),
  backfill: z.object({ reason: personText(300).min(1), paperPage: optional(50) }).nullish(),
});
type AcceptLine = z.infer<typeof AcceptLine>;

/** stdin: one dossier a line. stdout: `{commandId, dossierCode, dueAt}` a line, each only after its commit is durable. A refused line is told on stderr and the rest goes on. */
export async function accept(argv: readonly string[], io: CliIo): Promise<number> {
  const options = optionsOf(argv, dataOptions);
  return withCounter(options, (counter) => {
    warnOfClock(counter, io);
    return eachLine(io, (line) => acceptLine(counter, line));
  });
}

function acceptLine({ store, office, author }: OpenCounter, line: unknown): { commandId: string; dossierCode: string; dueAt: string } {
  const parsed = AcceptLine.parse(line);
  const commandId = commandAt(store.identity.deviceId, parsed.commandId);
  const command = { commandId, reception: receptionOf(parsed), settledAtDesk: false };
  const [act] = store.commitWith((reader) => [buildAccepted(reader, office, author(), command)]);
  if (act === undefined) throw new Error('an accepted dossier has one act');
  const { dossierCode, dueAt } = acceptedOf(act.body, office);
  return { commandId: parsed.commandId, dossierCode, dueAt };
}

function receptionOf(line: AcceptLine): ReceptionInput {
  return ReceptionInput.parse({
    procedureCode: line.procedureCode,
    variant: line.variant,
    applicant: line.applicant,
    submitter: null,
    channel: line.channel,
    submittedAt: null,
    documents: line.documents.map((document) => ({
      name: document.name,
      form: 'form' in document ? (document.form ?? 'original') : 'original',
      copies: 'copies' in document ? (document.copies ?? 1) : 1,
      pages: 'pages' in document ? (document.pages ?? null) : null,
      presentOnly: 'presentOnly' in document ? (document.presentOnly ?? false) : false,
      extraReason: 'extraReason' in document ? (document.extraReason ?? null) : null,
    })),
    dossierCount: line.dossierCount,
    fee: { amountVnd: null, state: 'unpaid', exemptionReason: null, fiscalReceipt: null, ...line.fee },
    resultDelivery: { address: null, ...line.resultDelivery },
    note: line.note,
    occurredAt: line.occurredAt,
    backfill: line.backfill ?? (line.occurredAt === null ? null : { reason: cliText.backfillReason, paperPage: null }),
  });
}
