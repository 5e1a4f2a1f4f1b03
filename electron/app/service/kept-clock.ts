/** What people have said of this machine's clock: acts of kind `clock.confirmed`, the last of this device holds (design §10). */
import type { PlacedAct } from '#shared/journal/act.ts';
import type { PayloadOf } from '#shared/journal/kinds.ts';
import type { StoreReader } from '../../store/store.ts';
import { officeInstant } from '../clock.ts';
import type { Clock } from '../ports.ts';

/** `differenceSeconds`: the office's time less the machine's. `confirmedAt`: office time of the last confirmation, null when nobody has looked yet. */
export type KeptClock = { readonly differenceSeconds: number; readonly confirmedAt: string | null };

export function keptClock(reader: StoreReader): KeptClock {
  const [last] = confirmations(reader);
  if (last === undefined) return { differenceSeconds: 0, confirmedAt: null };
  const { differenceSeconds, trueAt } = payloadOf(last);
  return { differenceSeconds, confirmedAt: trueAt };
}

/** The office's time now, for those who only read. */
export function officeNow(reader: StoreReader, machine: Clock): string {
  return officeTimeOf(machine.now(), keptClock(reader).differenceSeconds);
}

/** Office time of a machine's instant. */
export function officeTimeOf(deviceInstant: string, differenceSeconds: number): string {
  return officeInstant(Date.parse(deviceInstant) + differenceSeconds * 1000);
}

/**
 * The office's time at which an act of this counter was recorded: its `recordedAt`, which is never stamped again, and the difference that held at its place
 * in the journal.
 */
export function recordedAtOffice(reader: StoreReader): (act: PlacedAct) => string {
  const said = confirmations(reader);
  const place = placeIn(reader);
  return (act) => {
    const before = said.find((one) => place(one) <= place(act));
    return officeTimeOf(act.body.recordedAt, before === undefined ? 0 : payloadOf(before).differenceSeconds);
  };
}

/** Of this device, the last first. */
function confirmations(reader: StoreReader): readonly PlacedAct[] {
  const { deviceId } = reader.identity;
  const place = placeIn(reader);
  return reader.acts
    .ofKind('clock.confirmed', Number.MAX_SAFE_INTEGER)
    .filter(({ body }) => body.deviceId === deviceId)
    .sort((a, b) => place(b) - place(a));
}

const perJournal = 2 ** 32;

/** Orders the acts made here: by journal as they were opened, then by sequence. */
function placeIn({ acts }: StoreReader): (act: PlacedAct) => number {
  const journals = new Map(acts.heads().map(({ journalId }, index) => [journalId, index]));
  return ({ link }) => (journals.get(link.journalId) ?? 0) * perJournal + link.seq;
}

const payloadOf = ({ body }: PlacedAct): PayloadOf<'clock.confirmed'> => body.payload as unknown as PayloadOf<'clock.confirmed'>;
