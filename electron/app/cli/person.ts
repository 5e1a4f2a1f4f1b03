import * as z from 'zod';
import { NewPerson } from '#shared/contract/office.ts';
import { systemClock, systemIds } from '../clock.ts';
import { personAdded } from '../service/people.ts';
import { pinsOf } from '../service/pins.ts';
import { dataOptions, keyOf, withCounter } from './open.ts';
import { optionsOf } from './options.ts';
import type { CliIo } from './run.ts';

/** stdin: one person a line, `{fullName, roles, title, pin}`. stdout: `{personId}` a line. */
export async function person(argv: readonly string[], io: CliIo): Promise<number> {
  const options = optionsOf(argv, dataOptions);
  return withCounter(options, async ({ store, author }) => {
    const pins = pinsOf(store, keyOf(options), systemClock);
    for await (const line of io.lines()) {
      if (line.trim() === '') continue;
      const { pin, ...fields } = NewPerson.extend({ title: z.string().nullable().default(null) }).parse(JSON.parse(line));
      const personId = systemIds.next();
      store.commit([personAdded(store.identity, author(), systemIds.next(), { personId, ...fields })]);
      await pins.set(personId, pin);
      io.out(JSON.stringify({ personId }));
    }
    return 0;
  });
}
