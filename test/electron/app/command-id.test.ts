/** Which commands are one act: the same again at one counter is, the same line number at two is not. */
import { expect, test } from 'vitest';
import { actIdOf, commandAt } from '../../../electron/app/command-id.ts';

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
