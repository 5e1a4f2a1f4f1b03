import { ok } from 'node:assert/strict';
import { ORPCError } from '@orpc/client';
import * as fc from 'fast-check';
import * as z from 'zod';
import { errors } from '#shared/errors.ts';
import type { ActLink } from '#shared/journal/act.ts';
import { hashOfBytes } from '#shared/journal/body.ts';
import { canonicalText } from '#shared/journal/canonical.ts';
import { hashOfLink, NO_PREV } from '#shared/journal/chain.ts';
import { FormatError } from '#shared/journal/format-error.ts';
import { type Kind, kinds } from '#shared/journal/kinds.ts';
import { toUtf8 } from '#shared/journal/utf8.ts';
import type { SentAct } from '#shared/sync/sent-act.ts';
import { verify } from '../../electron/store/verify.ts';
import { commandId, type Office, openOffice, reception } from '../helpers/desk.ts';
import { pageOf } from '../helpers/sync-pages.ts';
import { jsonSchemaArbitrary } from './json-schema.ts';
import { type FuzzTarget, tally } from './target.ts';

const agencyCode = '000.05.24.H11';
const texts = fc.constantFrom('\u0007', '\u202eabc', 'Ng\u200bu', '\u{e0041}', '../../x', '<script>', 'L'.repeat(10_000));
const times = fc.constantFrom(
  '2026-06-08T09:15:00+07:00',
  '0001-01-01T00:00:00Z',
  '9999-12-31T23:59:59-11:00',
  '2026-06-31T25:61:61+07:00',
  '2037-02-28T12:00:00+14:00',
);

type Given = { readonly kind: Kind; readonly v: number; readonly payload: unknown; readonly dossier: number; readonly at: string };

/** An act that another counter signed and the server placed: its form is right, its content is whatever the kind lets through, and now and then not even that. */
function given(ids: readonly string[]): fc.Arbitrary<Given> {
  return fc.constantFrom(...(Object.keys(kinds) as Kind[])).chain((kind) => {
    const { versions } = kinds[kind];
    const schema = z.toJSONSchema(versions[versions.length - 1]!.schema, { io: 'input', unrepresentable: 'any' });
    const fitting = jsonSchemaArbitrary(schema, ids);
    return fc.record({
      kind: fc.constant(kind),
      v: fc.oneof({ weight: 9, arbitrary: fc.constant(versions.length) }, fc.constantFrom(1, 99)),
      payload: fc.oneof({ weight: 9, arbitrary: fitting }, fc.constant({}), fc.record({ reason: texts, text: texts })),
      dossier: fc.nat(3),
      at: times,
    });
  });
}

/** One journal of a counter that is not this one. */
function otherCounter() {
  let made = 0;
  let head: { readonly seq: number; readonly hash: string } = { seq: 0, hash: NO_PREV };
  return {
    /** Undefined for what has no canonical bytes: no server could have placed it. */
    sent({ kind, v, payload, dossier, at }: Given, dossiers: readonly string[]): SentAct | undefined {
      made += 1;
      const body = {
        id: `019eb0fe-0000-7000-8000-${made.toString(16).padStart(12, '0')}`,
        kind,
        v,
        agencyCode,
        deviceId: commandId(99),
        actorId: 'x'.repeat(1 + (made % 200)),
        dossierId: kinds[kind].of === 'office' ? null : (dossiers[dossier % dossiers.length] ?? null),
        basedOn: made % 3 === 0 ? commandId(1) : null,
        occurredAt: at,
        recordedAt: at,
        payload,
      };
      try {
        const text = canonicalText(body);
        const link: ActLink = { journalId: commandId(98), seq: head.seq + 1, prev: head.hash, bodyHash: hashOfBytes(toUtf8(text)) };
        head = { seq: link.seq, hash: hashOfLink(link) };
        return { body: text, link };
      } catch (error) {
        if (error instanceof FormatError) return undefined;
        throw error;
      }
    },
  };
}

/**
 * Whatever a signed page brings is kept, whatever a screen asks for afterwards is answered or refused by a name of the table, and the store is whole: one absurd act
 * costs nobody the list it stands in.
 */
export const pulledActsTarget: FuzzTarget = {
  name: 'pulled-acts',
  run: async (steps, seed) => {
    const office = await openOffice();
    const other = otherCounter();
    const count = tally();
    try {
      const dossiers = [
        await acceptedHere(office, 1),
        await acceptedHere(office, 2),
        commandId(97),
        'aaaaaaaa-aaaa-0aaa-0aaa-aaaaaaaaaaaa',
      ];
      const ids = [office.personId('Lê Thị Hạnh'), commandId(1), ...dossiers];
      await fc.assert(
        fc.asyncProperty(fc.array(given(ids), { minLength: 1, maxLength: 6 }), async (acts) => {
          const sent = acts.flatMap((one) => other.sent(one, dossiers) ?? []);
          for (const _ of sent) count.accept();
          for (let refused = sent.length; refused < acts.length; refused += 1) count.refuse();
          if (sent.length > 0) office.store().sync.storePage(pageOf(sent, office.store().sync.cursor()));
          await lookAtAll(office, dossiers);
        }),
        { numRuns: steps, seed },
      );
      office.desk.close();
      const key = office.keptKeys.at(-1);
      ok(key);
      const verdict = verify({ dataDir: office.dataDir, key });
      ok(verdict.ok, JSON.stringify(verdict));
    } finally {
      office.close();
    }
    return count.of(steps);
  },
};

async function acceptedHere(office: Office, number: number): Promise<string> {
  const command = { commandId: commandId(number), draftId: null, reception: reception(), settledAtDesk: false };
  return (await office.as('Lê Thị Hạnh').reception.accept(command)).dossierId;
}

async function lookAtAll(office: Office, dossiers: readonly string[]): Promise<void> {
  const [hanh, tam] = [office.as('Lê Thị Hạnh'), office.as('Trần Minh Tâm')];
  const ofDossier = (dossierId: string): Record<string, () => Promise<unknown>> => ({
    get: () => hanh.dossier.get({ dossierId }),
    decision: () => tam.decision.get({ dossierId }),
    form: () => hanh.correction.form({ dossierId }),
    preview: () => hanh.paper.preview({ dossierId, form: 'receiptSlip', layout: 'a5', reason: 'Mờ chữ' }),
  });
  const asked = [
    {
      state: () => office.window().call.office.state(),
      list: () => hanh.dossier.find({ text: '', tab: 'all', offset: 0, limit: 50 }),
      find: () => hanh.dossier.find({ text: 'L', tab: 'all', offset: 0, limit: 50 }),
      count: () => hanh.dossier.count({ text: '' }),
      review: () => hanh.dayEnd.review(),
      explained: () => hanh.correction.explained(),
      people: () => tam.person.list(),
    },
    ...dossiers.map(ofDossier),
  ];
  for (const [what, ask] of asked.flatMap((calls) => Object.entries(calls))) await answered(office, what, ask);
}

async function answered(office: Office, what: string, ask: () => Promise<unknown>): Promise<void> {
  const before = office.log.length;
  try {
    await ask();
  } catch (error) {
    if (!(error instanceof ORPCError)) throw error;
    ok(Object.hasOwn(errors, error.code), `${what}: ${String(error.code)} ${JSON.stringify(office.log.slice(before))}`);
  }
}
