import { NewPerson } from '#shared/contract/office.ts';
import { systemIds } from '../clock.ts';
import { personAdded } from '../service/people.ts';
import { pinHasher } from '../service/pins.ts';
import { dataOptions, keyOf, withCounter } from './open.ts';
import { optionsOf, parseJson } from './options.ts';
import type { CliIo } from './run.ts';

/** stdin: one person a line, `{fullName, roles, title, pin}`. stdout: `{personId}` a line. Throws `pin-too-weak` before the person is kept. */
export async function person(argv: readonly string[], io: CliIo): Promise<number> {
  const options = optionsOf(argv, dataOptions);
  return withCounter(options, async ({ store, author }) => {
    const hasher = pinHasher(keyOf(options));
    for await (const line of io.lines()) {
      if (line.trim() === '') continue;
      const { pin, ...fields } = NewPerson.extend({ title: NewPerson.shape.title.default(null) }).parse(parseJson(line));
      const personId = systemIds.next();
      const by = author();
      const credential = await hasher.credential(personId, pin, by.recordedAt);
      store.commit([personAdded(store.identity, by, systemIds.next(), { personId, ...fields })], () => {
        store.credentials.put(credential);
      });
      io.out(JSON.stringify({ personId }));
    }
    return 0;
  });
}
