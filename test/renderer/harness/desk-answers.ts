/** Who is at the desk: signed in at first; anybody signs in after a lock, with whatever PIN. */
import type { ClockState } from '#shared/contract/clock.ts';
import type { DeskState, SignedIn, Unit } from '#shared/contract/office.ts';
import { now, people } from './double-data.ts';

export function deskAnswers(first: SignedIn, unit: Unit, clock: () => ClockState): Record<string, (input: never) => unknown> {
  // The colleague may do the same, so that nothing but the name keeps them apart.
  const colleague: SignedIn = { ...first, personId: people.phuc, fullName: 'Nguyễn Hoàng Phúc', initials: 'NP' };
  const everybody = [first, colleague];
  let person: SignedIn | undefined = first;
  return {
    'office.state': (): DeskState =>
      person === undefined
        ? {
            phase: 'sign-in',
            unit,
            people: everybody.map(({ personId, fullName, initials, roles, title }) => ({
              personId,
              fullName,
              initials,
              roles,
              title,
              draftCount: 0,
            })),
            now,
            clock: clock(),
            lastPersonId: first.personId,
          }
        : { phase: 'signed-in', unit, person, now, clock: clock() },
    'office.signOut': () => {
      person = undefined;
      return {};
    },
    'office.signIn': ({ personId }: { personId: string }) => {
      person = everybody.find((one) => one.personId === personId);
      return {};
    },
  };
}
