import * as z from 'zod';
import { AgencyCode } from '#shared/domain/dossier/code.ts';
import { readKept } from '../../keys/keep-key-file.ts';
import { keyFilePath } from '../../keys/key-file.ts';
import { createDesk } from '../desk.ts';
import { demoPlan, setUpDemo } from '../demo/demo.ts';
import { type CounterPlan, newOfficeConfig } from '../service/set-up.ts';
import { actorId, cliPorts, dataOptions } from './open.ts';
import { dataDirOf, optionsOf, type Options, personTextOf } from './options.ts';
import type { CliIo } from './run.ts';

const CounterNo = z.coerce.number().int().min(1).max(9);

/** Sets up a counter and prints its recovery code, this once. `--demo` adds people and a register; without it people are added by `person`. `--replacement`: the machine takes the place of another counter of this number. */
export async function init(argv: readonly string[], io: CliIo): Promise<number> {
  const options = optionsOf(argv, [...dataOptions, 'agency', 'counter', 'agency-name', 'place'], ['demo', 'replacement']);
  const plan = planOf(options);
  const ports = await cliPorts(options);
  const desk = createDesk(ports);
  try {
    // One that was cut off lets itself be made anew; a whole one opens and is refused.
    const kept = desk.isStoreThere() ? await readKept(keyFilePath(dataDirOf(options))) : undefined;
    if (kept !== undefined) desk.openWith(kept);
    const recoveryCode = options.flag('demo') ? await setUpDemo(desk, plan) : await desk.setUpWith(plan);
    const { agencyCode, counterNo, journalId } = desk.open().store.identity;
    io.out(JSON.stringify({ recoveryCode, agencyCode, counterNo, journalId }));
    return 0;
  } finally {
    desk.close();
    await ports.paper.close();
  }
}

function planOf(options: Options): CounterPlan {
  const demo = demoPlan();
  const agencyCode = AgencyCode.parse(options.text('agency') ?? demo.agencyCode);
  const counterNo = CounterNo.parse(options.text('counter') ?? (options.flag('demo') ? demo.counterNo : 1));
  if (options.flag('demo')) return demoPlan({ agencyCode, counterNo });
  const names = {
    agencyName: personTextOf(options, 'agency-name', 200) ?? agencyCode,
    placeName: personTextOf(options, 'place', 100) ?? agencyCode,
  };
  return { agencyCode, counterNo, people: [], replaces: options.flag('replacement'), config: newOfficeConfig(names), actorId: actorId() };
}
