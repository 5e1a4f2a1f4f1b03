import { expect, test } from 'vitest';
import type { Coincidence, TimelineEntry } from '#shared/contract/dossier.ts';
import type { Slip } from '#shared/domain/dossier/state-parts.ts';
import { cycleOfSlip, standingSlip, unansweredSlip } from '../../../renderer/counter/dossiers/page/slips.ts';
import { ahead, cyclesOf, linesOf } from '../../../renderer/counter/dossiers/page/timeline.ts';

let serial = 0;
function act(kind: string, at: string, details: TimelineEntry['details'] = {}, effect: TimelineEntry['effect'] = 'applied'): TimelineEntry {
  serial += 1;
  const occurredAt = `2025-${at}:00+07:00`;
  return { actId: `act-${serial}`, kind, occurredAt, recordedAt: occurredAt, actorName: 'Võ Thị Kim Ngân', effect, details };
}
const slip = (reprintNo: number) => ({ form: 'receiptSlip', formNo: '01', copies: 2, reprintNo });

const accepted = act('dossier.accepted', '04-09T08:20');
const firstSlip = act('paper.printed', '04-09T08:22', slip(0));
const firstOut = act('paper.cameOut', '04-09T08:23', { printActId: firstSlip.actId, ok: true });
const handedOver = act('dossier.handedOver', '04-09T10:05');
const asked = act('dossier.supplementRequested', '04-11T14:30');
const completed = act('dossier.supplementCompleted', '04-17T09:12');
const secondSlip = act('paper.printed', '04-17T09:14', slip(0));
const reprint = act('paper.printed', '04-17T09:30', slip(1));
const reprintOut = act('paper.cameOut', '04-17T09:31', { printActId: reprint.actId, ok: false });
const course = [accepted, firstSlip, firstOut, handedOver, asked, completed, secondSlip, reprint, reprintOut];

test('one group for each count of the date, newest act first, first prints under their act', () => {
  expect(cyclesOf(course)).toEqual([
    {
      cycle: 2,
      items: [
        { entry: reprint, papers: [] },
        { entry: completed, papers: [secondSlip] },
      ],
    },
    {
      cycle: 1,
      items: [
        { entry: asked, papers: [] },
        { entry: handedOver, papers: [] },
        { entry: accepted, papers: [firstSlip] },
      ],
    },
  ]);
});

test('a supplement that is parked opens no new count', () => {
  const parked = act('dossier.supplementCompleted', '04-17T09:12', {}, 'parked');
  expect(cyclesOf([accepted, parked]).map(({ cycle, items }) => [cycle, items.length])).toEqual([[1, 2]]);
});

test('an act of an earlier day entered later stands at its own day', () => {
  const late = { ...act('dossier.takenOver', '04-09T09:00'), recordedAt: '2025-04-12T08:00:00+07:00' };
  expect(cyclesOf([accepted, handedOver, late])[0]?.items.map(({ entry }) => entry.kind)).toEqual([
    'dossier.handedOver',
    'dossier.takenOver',
    'dossier.accepted',
  ]);
});

test('papers: which count they show, which one holds, which one still waits for an answer', () => {
  const paper = (actId: string, at: string, isVoid: boolean, cameOut: boolean | null): Slip => ({
    actId,
    form: 'receiptSlip',
    formSet: 'TT01_2018',
    copies: [1, 2],
    reprintNo: 0,
    reason: null,
    blobSha256: '',
    pageCount: 1,
    printedAt: `2025-${at}:00+07:00`,
    dueAt: null,
    stateActId: 'act',
    void: isVoid,
    voidedBy: null,
    cameOut,
  });
  const first = paper('p1', '04-09T08:22', true, null);
  const second = paper('p2', '04-17T09:14', false, true);
  const third = paper('p3', '04-17T09:30', false, null);
  const cycles = [{ startedAt: '2025-04-09T08:20:00+07:00' }, { startedAt: '2025-04-17T02:12:00Z' }];
  expect([first, second, third].map((slip) => cycleOfSlip(slip, cycles))).toEqual([1, 2, 2]);
  expect(cycleOfSlip(first, [])).toBe(0);
  expect(standingSlip([first, second, third])).toBe(third);
  expect(standingSlip([first])).toBeUndefined();
  expect(unansweredSlip([first, second])).toBeUndefined();
  expect(unansweredSlip([first, second, third])).toBe(third);
});

test('limits ahead stand farthest first and go when they have passed', () => {
  const limits = { apologyDueAt: '2025-04-25T17:30', dueAt: '2025-04-26T17:30' };
  expect(ahead({ ...limits, now: '2025-04-24T10:00' })).toEqual([
    { kind: 'due', at: '2025-04-26T17:30' },
    { kind: 'apology', at: '2025-04-25T17:30' },
  ]);
  expect(ahead({ ...limits, now: '2025-04-25T17:30' })).toEqual([{ kind: 'due', at: '2025-04-26T17:30' }]);
  expect(ahead({ apologyDueAt: null, dueAt: null, now: '2025-04-24T10:00' })).toEqual([]);
});

test('an outage stands between the acts of the count it began in', () => {
  const outage = (at: string): Coincidence => ({ from: `2025-${at}:00+07:00`, to: null, cause: 'software', by: ['received'] });
  const [before, first, second] = [outage('04-09T07:00'), outage('04-10T08:00'), outage('04-17T09:20')];
  const told = linesOf(cyclesOf(course), [before, first, second]).map((lines) =>
    lines.map((line) => (line.kind === 'outage' ? line.outage.from.slice(5, 16) : line.item.entry.kind)),
  );
  expect(told).toEqual([
    ['paper.printed', '04-17T09:20', 'dossier.supplementCompleted'],
    ['dossier.supplementRequested', '04-10T08:00', 'dossier.handedOver', 'dossier.accepted', '04-09T07:00'],
  ]);
});
