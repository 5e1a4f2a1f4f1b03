/** Which commands are one act: the same again at one counter is, the same line number at two is not. */
import { expect, test } from 'vitest';
import { actIdOf, commandAt, dossierIdOf, partIdOf } from '../../../electron/app/command-id.ts';

const [here, there] = ['01a201cf-48e6-737a-b5ed-dd54a982a1c6', '01a201d5-4b7a-77a0-9b18-d0af8c0f3cb1'] as const;
const uuid = '0181ce90-26a9-4bd4-82ce-aea92f59e1bd';

test('two counters that number their lines alike make two acts; one that repeats a line makes one', () => {
  expect(commandAt(here, '1')).toBe(commandAt(here, '1'));
  expect(commandAt(here, '1')).not.toBe(commandAt(there, '1'));
  expect(commandAt(here, '1')).not.toBe(commandAt(here, '2'));
});

test('a UUID is the act’s own id wherever it is said', () => {
  expect([here, there].map((device) => actIdOf(commandAt(device, uuid.toUpperCase())))).toEqual([uuid, uuid]);
});

test('the dossier of a command made in time begins with that time, and is the same for the same command however it is written', () => {
  const [first, second] = [here, there].map(dossierIdOf);
  expect(first).toMatch(/^01a201cf-48e6-8[0-9a-f]{3}-8[0-9a-f]{3}-[0-9a-f]{12}$/);
  expect(first?.slice(13)).toBe(partIdOf(here, 'dossier').slice(13));
  expect(dossierIdOf(here.toUpperCase())).toBe(first);
  expect([first, second].toSorted()).toEqual([first, second]);
});

test('the dossier of any other command has its hash alone', () => {
  expect(['line 12', uuid].map(dossierIdOf)).toEqual(['line 12', uuid].map((command) => partIdOf(command, 'dossier')));
});
