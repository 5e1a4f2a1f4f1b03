import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { dossiersOf, orderActs, rebase } from '#shared/journal/order.ts';
import { headOf, linkAct } from '#shared/journal/chain.ts';
import type { PlacedAct } from '#shared/journal/act.ts';
import { chain, desk, DOSSIER, idsOf, placed, uuid } from '../../helpers/acts.ts';

const at = (act: PlacedAct, position: number, epoch = 'e1'): PlacedAct => ({ ...act, placement: { epoch, position } });
const order = (acts: readonly PlacedAct[], epochs?: readonly string[]): { applied: string[]; waiting: string[] } => {
  const { applied, waiting } = orderActs(acts, epochs);
  return { applied: idsOf(applied), waiting: idsOf(waiting) };
};

describe('placed acts', () => {
  const own = desk(1);
  const a = own.make('dossier.accepted');
  const b = own.make('dossier.noted', { basedOn: a.body.id });
  const c = own.make('dossier.noted', { basedOn: a.body.id });

  test('stand by epoch, then position, whatever their sequence or times', () => {
    const acts = [at(a, 5, 'new'), at(b, 9, 'new'), at(c, 7, 'new')];
    expect(order(acts)).toEqual({ applied: idsOf([a, c, b]), waiting: [] });
    expect(order([at(a, 5, 'z-old'), at(b, 9, 'z-old'), at(c, 1, 'a-new')], ['z-old', 'a-new'])).toEqual({
      applied: idsOf([a, b, c]),
      waiting: [],
    });
  });

  test('an epoch the server has not named comes after those it has', () => {
    expect(order([at(a, 1, 'e2'), at(b, 1, 'e1'), at(c, 1, 'e0')], ['e2', 'e1'])).toEqual({ applied: idsOf([a, b, c]), waiting: [] });
  });

  test('positions are numbers, not text', () => {
    expect(order([at(a, 2), at(b, 10), at(c, 9)])).toEqual({ applied: idsOf([a, c, b]), waiting: [] });
  });
});

describe('acts not placed', () => {
  test('stand on top, each journal in its own sequence, merged by id', () => {
    const one = desk(1);
    const two = desk(2);
    const [accepted] = placed([one.make('dossier.accepted')]) as [PlacedAct];
    const basedOn = accepted.body.id;
    // Ids that run against the sequence of their journal.
    const a1 = one.make('dossier.noted', { id: uuid(0x9003), basedOn });
    const a2 = one.make('dossier.noted', { id: uuid(0x9001), basedOn });
    const b1 = two.make('dossier.noted', { id: uuid(0x9002), basedOn });
    const b2 = two.make('dossier.noted', { id: uuid(0x9004), basedOn });
    for (const acts of [
      [accepted, a1, a2, b1, b2],
      [b2, a2, b1, accepted, a1],
    ]) {
      expect(order(acts)).toEqual({ applied: idsOf([accepted, b1, a1, a2, b2]), waiting: [] });
    }
  });

  test('go to their places when a pull tells them, the others stand on top again', () => {
    const own = desk(1);
    const [accepted, note, later] = chain(own, ['dossier.accepted'], ['dossier.noted'], ['dossier.noted']) as [
      PlacedAct,
      PlacedAct,
      PlacedAct,
    ];
    const foreign = desk(2).make('dossier.noted', { basedOn: accepted.body.id });
    const after = rebase([at(accepted, 1), note, later], [at(foreign, 2), at(note, 3)]);
    expect(idsOf(after.applied)).toEqual(idsOf([accepted, foreign, note, later]));
    expect(after.applied.map(({ placement }) => placement?.position ?? null)).toEqual([1, 2, 3, null]);
  });
});

describe('waiting', () => {
  const own = desk(1);
  const [accepted, taken, resolved] = chain(own, ['dossier.accepted'], ['dossier.takenOver'], ['dossier.resolved']) as [
    PlacedAct,
    PlacedAct,
    PlacedAct,
  ];
  const stub = desk(2).make('dossier.withdrawn', { basedOn: null });

  test('for its base, and for the base of its base', () => {
    expect(order([at(resolved, 1), at(accepted, 2)])).toEqual({ applied: idsOf([accepted]), waiting: idsOf([resolved]) });
    expect(order([at(resolved, 1), at(taken, 2)])).toEqual({ applied: [], waiting: idsOf([resolved, taken]) });
  });

  test('ends right after the base came', () => {
    const note = own.make('dossier.noted', { basedOn: accepted.body.id });
    expect(order([at(resolved, 1), at(taken, 2), at(accepted, 3), at(note, 4)])).toEqual({
      applied: idsOf([accepted, taken, resolved, note]),
      waiting: [],
    });
  });

  test('several that waited for one act keep their order', () => {
    const desks = [desk(11), desk(12), desk(13)];
    const notes = desks.map((other, index) => at(other.make('dossier.noted', { basedOn: accepted.body.id }), index + 1));
    expect(order([...notes, at(accepted, 9)]).applied).toEqual(idsOf([accepted, ...notes]));
  });

  test('without a base: for the act that gave the code on the slip', () => {
    const registered = desk(3).make('dossier.registered');
    const acceptance = own.make('dossier.accepted', { basedOn: registered.body.id });
    expect(order([at(stub, 1), at(registered, 2)])).toEqual({ applied: idsOf([registered]), waiting: idsOf([stub]) });
    expect(order([at(stub, 1), at(registered, 2), at(acceptance, 3)])).toEqual({
      applied: idsOf([registered, acceptance, stub]),
      waiting: [],
    });
  });

  test('a scan without a base waits for any first act only', () => {
    const scan = desk(3).make('document.scanned');
    const refusal = desk(4).make('dossier.notAccepted');
    expect(order([at(scan, 1), at(refusal, 2)])).toEqual({ applied: idsOf([refusal, scan]), waiting: [] });
    expect(order([at(scan, 1), at(stub, 2)])).toEqual({ applied: [], waiting: idsOf([scan, stub]) });
  });

  test('for the acts it names', () => {
    const server = desk(5);
    const settled = server.make('act.settled', {
      basedOn: accepted.body.id,
      payload: { keeps: [taken.body.id], setsAside: [stub.body.id] },
    });
    expect(order([at(accepted, 1), at(settled, 2), at(stub, 3), at(taken, 4)]).applied).toEqual(idsOf([accepted, stub, taken, settled]));
    expect(order([at(accepted, 1), at(settled, 2), at(stub, 3)]).waiting).toEqual(idsOf([settled]));
    const print = server.make('paper.printed', { basedOn: accepted.body.id, payload: { stateActId: taken.body.id } });
    const came = server.make('paper.cameOut', { basedOn: accepted.body.id, payload: { printActId: print.body.id } });
    expect(order([at(accepted, 1), at(came, 2), at(print, 3), at(taken, 4)]).applied).toEqual(idsOf([accepted, taken, print, came]));
  });

  test('never ends for an act based on itself', () => {
    const circle = own.make('dossier.noted', { id: uuid(0x77), basedOn: uuid(0x77) });
    expect(order([at(accepted, 1), at(circle, 2)])).toEqual({ applied: idsOf([accepted]), waiting: idsOf([circle]) });
  });

  test('an act of the office waits for nothing', () => {
    const added = desk(6).make('person.added', { dossierId: null });
    expect(order([added])).toEqual({ applied: idsOf([added]), waiting: [] });
  });

  test('a long chain told backwards', () => {
    const steps = chain(desk(7), ['dossier.accepted'], ...Array.from({ length: 3000 }, () => ['dossier.noted'] as const));
    const backwards = steps.toReversed().map((act, index) => at(act, index));
    expect(order(backwards)).toEqual({ applied: idsOf(steps), waiting: [] });
  });
});

describe('repeats', () => {
  const own = desk(1);
  const [accepted, note] = chain(own, ['dossier.accepted'], ['dossier.noted']) as [PlacedAct, PlacedAct];
  const opened = desk(2).make('journal.opened', { dossierId: null });
  const relinked: PlacedAct = { ...linkAct(headOf(opened.link), opened.link.journalId, note.body), placement: null };

  test('are one act', () => {
    expect(order([accepted, note, accepted, note, note])).toEqual({ applied: idsOf([accepted, note]), waiting: [] });
  });

  test('linked again on another journal is the same act, and the choice of the copy does not depend on arrival', () => {
    const one = orderActs([accepted, note, relinked]);
    const other = orderActs([relinked, note, accepted]);
    expect(one).toEqual(other);
    expect(idsOf(one.applied)).toEqual(idsOf([accepted, note]));
  });

  test('the placed copy counts, and of two places the earlier', () => {
    const { applied } = orderActs([at(accepted, 1), note, at(relinked, 4), at(note, 3)]);
    expect(applied.map(({ placement }) => placement)).toEqual([
      { epoch: 'e1', position: 1 },
      { epoch: 'e1', position: 3 },
    ]);
  });
});

test('an act alone is ordered as it is beside its own repeat', () => {
  const own = desk(1);
  const accepted = own.make('dossier.accepted');
  const itself = own.make('dossier.noted', { id: uuid(0x9005), basedOn: uuid(0x9005) });
  const acts = [accepted, at(accepted, 4), own.make('dossier.noted', { basedOn: accepted.body.id }), own.make('dossier.takenOver'), itself];
  expect(acts.map((act) => order([act]))).toEqual(acts.map((act) => order([act, act])));
  expect(acts.map((act) => order([act]).applied.length)).toEqual([1, 1, 0, 0, 0]);
});

test('dossiers to fold again after a pull', () => {
  const own = desk(1);
  const acts = [
    own.make('dossier.noted', { dossierId: uuid(9) }),
    own.make('person.added', { dossierId: null }),
    own.make('dossier.noted'),
    own.make('dossier.noted'),
  ];
  expect(dossiersOf(acts)).toEqual([uuid(9), DOSSIER].sort());
});

test('any arrival, any repeats: one order, each act once, bases first', () => {
  const journals = [desk(1), desk(2), desk(3)];
  const world = fc.array(fc.record({ journal: fc.nat(2), base: fc.option(fc.nat(11)), place: fc.option(fc.nat(40)) }), {
    minLength: 1,
    maxLength: 12,
  });
  fc.assert(
    fc.property(world, fc.infiniteStream(fc.nat()), (specs, numbers) => {
      const first = journals[0]!.make('dossier.accepted');
      const ids = specs.map((_spec, index) => uuid(0x50000 + index));
      const acts = specs.map(({ journal, base, place }, index) => {
        const basedOn = base === null ? first.body.id : (ids[base] ?? uuid(0x60000));
        const act = journals[journal]!.make('dossier.noted', { id: ids[index]!, basedOn });
        return place === null ? act : at(act, place * 100 + index);
      });
      const all = [first, ...acts];
      const expected = orderActs(all);
      const arrival = [...all, ...all.filter(() => (numbers.next().value ?? 0) % 2 === 0)]
        .map((act) => ({ act, key: numbers.next().value ?? 0 }))
        .sort((x, y) => x.key - y.key)
        .map(({ act }) => act);
      expect(orderActs(arrival)).toEqual(expected);
      const position = new Map(expected.applied.map(({ body }, index) => [body.id, index]));
      expect([...idsOf(expected.applied), ...idsOf(expected.waiting)].sort()).toEqual(idsOf(all).sort());
      const isBaseBefore = ({ body }: PlacedAct): boolean => body.basedOn === null || position.get(body.basedOn)! < position.get(body.id)!;
      expect(expected.applied.filter((act) => !isBaseBefore(act))).toEqual([]);
      expect(expected.waiting.filter(({ body }) => position.has(body.basedOn!))).toEqual([]);
    }),
    { numRuns: 300 },
  );
});
