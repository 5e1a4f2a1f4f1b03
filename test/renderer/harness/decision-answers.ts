/** Two counters corrected one dossier without seeing each other; one of them printed in between. */
import type { Decision, Story } from '#shared/contract/decision.ts';
import type { TimelineEntry } from '#shared/contract/dossier.ts';
import { names, people, rows, today } from './double-data.ts';

const id = (n: number): string => `0196b1c0-0000-7000-8000-00000000d${String(n).padStart(3, '0')}`;
const at = (moment: string): string => `2025-04-23T${moment}:00+07:00`;
const act = (n: number, moment: string, actor: keyof typeof people, effect: TimelineEntry['effect']): TimelineEntry => ({
  actId: id(n),
  kind: 'dossier.corrected',
  occurredAt: at(moment),
  recordedAt: at(moment),
  actorName: names[people[actor]] ?? '',
  effect,
  details: { reason: 'Người nộp gọi báo' },
});
const [first, second] = [act(1, '09:14', 'phuc', 'applied'), act(2, '10:02', 'hanh', 'parked')];
const facts = {
  status: 'accepted',
  fullName: 'Nguyễn Thành Nhân',
  personalId: '060 ··· 213',
  dateOfBirth: '1985-03-02',
  address: 'Khu phố Tân Thuận, thị trấn Lạc Tánh',
  fee: 'paid 8000',
  documents: 'Tờ khai thay đổi thông tin cư trú',
  dueAt: '2025-04-25T17:30:00+07:00',
  holder: people.hanh,
  deliveryAddress: null,
  result: null,
  closing: null,
};
const paper = (holds: boolean) => ({
  actId: id(9),
  form: 'receiptSlip',
  formSet: 'TT01_2018',
  printedAt: at('10:04'),
  counterNo: 2,
  holds,
});
const stories: Story[] = [
  {
    storyId: 'holds',
    counterNo: 1,
    acts: [first],
    facts: { ...facts, phone: '0987 ··· 214', delivery: 'counter' },
    papers: [paper(false)],
    printAgain: true,
    setAside: [second],
    settles: true,
  },
  {
    storyId: id(500),
    counterNo: 2,
    acts: [second],
    facts: { ...facts, phone: '0978 ··· 214', delivery: 'postal' },
    papers: [paper(true)],
    printAgain: false,
    setAside: [first],
    settles: true,
  },
];

export function decisionAnswers(): Record<string, (input: never) => unknown> {
  let chosen: string | null = null;
  let redone = false;
  const get = ({ dossierId }: { dossierId: string }): Decision => {
    const row = rows.find((one) => one.dossierId === dossierId) ?? rows[0]!;
    const aside = chosen === 'holds' ? second : first;
    return {
      dossierId,
      dossierCode: row.dossierCode,
      applicantName: row.applicantName,
      procedureName: row.procedureName,
      whys: chosen === null ? ['change-not-seen'] : [],
      disputed: chosen === null ? [id(2)] : [],
      stories: chosen === null ? stories : [],
      differing: chosen === null ? ['phone', 'delivery'] : [],
      redo:
        chosen === null
          ? []
          : [{ act: { ...aside, effect: 'setAside' }, done: redone, step: { kind: aside.kind, allowed: !redone, why: null } }],
      names,
      today,
    };
  };
  return {
    'decision.get': get,
    'decision.settle': ({ storyId }: { storyId: string }) => {
      chosen = storyId;
      return { actId: id(20) };
    },
    'decision.redo': () => {
      redone = true;
      return { actId: id(21) };
    },
  };
}
