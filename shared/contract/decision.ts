/** Calls of "needs decision": the stories a dossier may go on with, and the choice a person makes between them. */
import * as z from 'zod';
import { personText } from '../domain/text/door.ts';
import { call } from './base.ts';
import { NextStep, TimelineEntry } from './dossier.ts';
import { CommandId, Instant } from './values.ts';

/** What a story leaves behind, as text: dates as instants, personal numbers masked; null where there is none. */
export const FactName = z.enum([
  'status',
  'fullName',
  'personalId',
  'dateOfBirth',
  'address',
  'phone',
  'delivery',
  'deliveryAddress',
  'fee',
  'documents',
  'dueAt',
  'holder',
  'result',
  'closing',
]);
export type FactName = z.infer<typeof FactName>;

export const StoryPaper = z.object({
  actId: z.guid(),
  form: z.string(),
  formSet: z.string(),
  printedAt: Instant,
  counterNo: z.int().nullable(),
  /** Whether it says what holds if this story is chosen. */
  holds: z.boolean(),
});
export type StoryPaper = z.infer<typeof StoryPaper>;

/** One story: the acts that make it, and the dossier as it would stand if it were chosen. */
export const Story = z.object({
  /** `holds` what counts now; `without` as if the contested acts were not; else the device whose acts wait. */
  storyId: z.string(),
  /** Of the counter that recorded it; null where several did or nobody knows. */
  counterNo: z.int().nullable(),
  acts: z.array(TimelineEntry),
  facts: z.record(FactName, z.string().nullable()),
  papers: z.array(StoryPaper),
  /** A receipt has to be printed again if this story is chosen. */
  printAgain: z.boolean(),
  /** Acts that would have no effect. */
  setAside: z.array(TimelineEntry),
  /** False where the acts of this story cannot take effect together: it cannot be chosen. */
  settles: z.boolean(),
});
export type Story = z.infer<typeof Story>;

/** An act a settlement left without effect, to be done again. */
export const Redo = z.object({ act: TimelineEntry, done: z.boolean(), step: NextStep });
export type Redo = z.infer<typeof Redo>;

export const Decision = z.object({
  dossierId: z.guid(),
  dossierCode: z.string().nullable(),
  applicantName: z.string(),
  procedureName: z.string(),
  /** Keys under `why`, one for each act in dispute. */
  whys: z.array(z.string()),
  /** Acts in dispute, which a choice answers. Empty: nothing is to be decided. */
  disputed: z.array(z.guid()),
  stories: z.array(Story),
  /** Facts that are not the same in all stories, masked digits included. */
  differing: z.array(FactName),
  redo: z.array(Redo),
  names: z.record(z.string(), z.string()),
  today: z.string(),
});
export type Decision = z.infer<typeof Decision>;

const byId = z.object({ dossierId: z.guid() });

export const decision = {
  get: call('dossier.read').input(byId).output(Decision),
  /** Makes the `act.settled`. Refused as `act-not-lawful` when the dossier has come to other disputes than `disputed`. */
  settle: call('dossier.resolve')
    .input(
      byId.extend({
        commandId: CommandId,
        storyId: z.string().max(100),
        disputed: z.array(z.guid()).min(1).max(500),
        reason: personText(1000).min(1),
      }),
    )
    .output(z.object({ actId: z.guid() })),
  /** Makes an act that was set aside once more, with its own time and content; twice is once. */
  redo: call('dossier.process')
    .input(byId.extend({ actId: z.guid() }))
    .output(z.object({ actId: z.guid() })),
};
