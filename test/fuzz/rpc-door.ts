import { ok } from 'node:assert/strict';
import { ORPCError } from '@orpc/client';
import { type AnyContractProcedure, isContractProcedure } from '@orpc/contract';
import * as fc from 'fast-check';
import * as z from 'zod';
import { counter } from '#shared/contract/counter.ts';
import { errors } from '#shared/errors.ts';
import { verify } from '../../electron/store/verify.ts';
import { commandId, type Office, openOffice, people, reception } from '../helpers/desk.ts';
import { jsonSchemaArbitrary } from './json-schema.ts';
import { pageInput } from './page-inputs.ts';
import { type FuzzTarget, tally } from './target.ts';

type Call = { readonly path: readonly string[]; readonly input: fc.Arbitrary<unknown> };

/** Calls that wait for something outside of the door (a server, an endless stream) are asked for their refusals only. */
const streams = new Set(['office.watch', 'sync.watch']);

function calls(from: object, ids: readonly string[], path: readonly string[] = []): Call[] {
  return Object.entries(from).flatMap(([name, member]: [string, unknown]) => {
    const own = [...path, name];
    if (isContractProcedure(member)) return [{ path: own, input: inputOf(member, ids) }];
    return typeof member === 'object' && member !== null ? calls(member, ids, own) : [];
  });
}

/** Inputs that fit the call's schema as far as JSON can say it, now and then with one part exchanged for something else. */
function inputOf(procedure: AnyContractProcedure, ids: readonly string[]): fc.Arbitrary<unknown> {
  const schema = procedure['~orpc'].inputSchema as z.ZodType | undefined;
  const anything = fc.anything({ maxDepth: 3 });
  if (schema === undefined) return fc.oneof(fc.constant(undefined), anything);
  const fitting = jsonSchemaArbitrary(z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any' }), ids);
  return fc.oneof({ weight: 5, arbitrary: fitting }, { weight: 1, arbitrary: anything });
}

/**
 * Whatever a page says, every call is answered with a value, a refusal of the table or "input refused": never with an unknown failure. Afterwards the store is
 * whole, what every call left behind included.
 */
export const rpcDoorTarget: FuzzTarget = {
  name: 'rpc-door',
  run: async (steps, seed) => {
    const count = tally();
    for (let done = 0; done < steps; done += stepsAtOneOffice)
      await atOneOffice(Math.min(stepsAtOneOffice, steps - done), seed + done, count);
    return count.of(steps);
  },
};

/** Then another one: some calls take people their duties or lock them out, and behind them nobody gets through any door. */
const stepsAtOneOffice = 2_000;

async function atOneOffice(steps: number, seed: number, count: ReturnType<typeof tally>): Promise<void> {
  const office = await openOffice();
  try {
    const all = calls(counter, await idsOf(office)).filter(({ path }) => !streams.has(path.join('.')));
    const personIds = new Map(people.map(({ fullName }) => [fullName, office.personId(fullName)]));
    const made = fc
      .constantFrom(...all)
      .chain(({ path, input }) => fc.record({ path: fc.constant(path), input, by: fc.constantFrom(...personIds.keys()) }))
      .map(({ path, input, by }) => ({ path, by, inputFor: () => input }));
    await fc.assert(
      fc.asyncProperty(fc.oneof(made, pageInput), async ({ path, by, inputFor }) => {
        // A window of their own for each: signing out is one of the calls.
        const { session, call } = office.window();
        // The desk looks at each call who this is by now.
        session.person = { personId: personIds.get(by)!, fullName: by, roles: [], title: null };
        if (await answered(call, path, inputFor(office), office)) count.accept();
        else count.refuse();
      }),
      { numRuns: steps, seed },
    );
    office.desk.close();
    const verdict = verifyOf(office);
    ok(verdict.ok, JSON.stringify(verdict));
  } finally {
    office.close();
  }
}

/** Three dossiers on their way, one of them printed, and who works here. */
async function idsOf(office: Office): Promise<string[]> {
  const hanh = office.as('Lê Thị Hạnh');
  const ids = [office.personId('Lê Thị Hạnh'), office.personId('Trần Minh Tâm')];
  for (const n of [1, 2, 3]) {
    const command = { commandId: commandId(n), draftId: null, reception: reception(), settledAtDesk: false };
    const { dossierId } = await hanh.reception.accept(command);
    ids.push(dossierId, commandId(n));
  }
  const [, , dossierId = ''] = ids;
  await hanh.paper.print({ commandId: commandId(4), dossierId, form: 'receiptSlip', layout: null, reason: null, printer: null });
  return [...ids, commandId(4)];
}

function verifyOf({ dataDir, keptKeys }: Office) {
  const key = keptKeys.at(-1);
  ok(key);
  return verify({ dataDir, key });
}

/** True: a value came; false: a refusal. Throws on anything else. */
async function answered(client: unknown, path: readonly string[], input: unknown, office: Office): Promise<boolean> {
  const before = office.log.length;
  try {
    const call = path.reduce<unknown>((at, name) => (at as Record<string, unknown>)[name], client) as (input: unknown) => Promise<unknown>;
    const output = await call(input);
    if (typeof output === 'object' && output !== null && Symbol.asyncIterator in output) {
      // A stream's first value is answer enough; leaving it is part of what a page does.
      const stream = (output as AsyncIterable<unknown>)[Symbol.asyncIterator]();
      await stream.next();
      await stream.return?.();
    }
    return true;
  } catch (error) {
    if (!(error instanceof ORPCError)) throw error;
    ok(
      Object.hasOwn(errors, error.code) || error.code === 'BAD_REQUEST',
      `${path.join('.')}: ${String(error.code)} ${JSON.stringify(office.log.slice(before))}`,
    );
    return false;
  }
}
