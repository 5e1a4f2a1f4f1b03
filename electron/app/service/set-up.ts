/** A new counter: its key, its store, its office and its first people. Nothing counts as set up before the key is kept. */
import { join } from 'node:path';
import type { SetUpInput } from '#shared/contract/office.ts';
import type { JsonObject } from '#shared/journal/act.ts';
import { defaultOfficeConfig, type OfficeConfig } from '#shared/domain/office/config.ts';
import { newDataKey } from '../../keys/key-file.ts';
import { newRecoveryCode, readRecoveryFile, unwrapKey, wrapKey, writeRecoveryFile } from '../../keys/recovery-code.ts';
import { createStore } from '../../store/open-store.ts';
import type { Store } from '../../store/store.ts';
import type { AppPorts } from '../ports.ts';
import { bodyOf } from './body.ts';
import { seedPacks } from './office-data.ts';
import { personAdded } from './people.ts';
import { pinsOf } from './pins.ts';

export type NewCounter = { readonly store: Store; readonly key: Uint8Array; readonly recoveryCode: string };

export type CounterPlan = Pick<SetUpInput, 'agencyCode' | 'counterNo' | 'people'> & {
  readonly config: OfficeConfig;
  readonly actorId: string;
};

/** The plan of the set-up wizard. `upstreamName` is what offices still say; it is configuration. */
export function planOf(input: SetUpInput): CounterPlan {
  const { agencyCode, counterNo, people, agencyName, placeName } = input;
  return { agencyCode, counterNo, people, config: defaultOfficeConfig({ agencyName, placeName, upstreamName: 'huyện' }), actorId: 'setup' };
}

const recoveryFile = (dataDir: string): string => join(dataDir, 'recovery.json');

/** Makes the counter and answers its recovery code, which is shown once and kept nowhere. */
export async function setUpCounter(ports: AppPorts, plan: CounterPlan): Promise<NewCounter> {
  const key = newDataKey();
  const recoveryCode = newRecoveryCode();
  const at = ports.clock.now();
  await ports.keys.keep(key);
  const store = createStore({
    ...folders(ports),
    key,
    agencyCode: plan.agencyCode,
    counterNo: plan.counterNo,
    deviceId: ports.ids.next(),
    actorId: plan.actorId,
    at,
    newId: () => ports.ids.next(),
  });
  writeRecoveryFile(recoveryFile(ports.dataDir), wrapKey(key, recoveryCode));
  seedPacks(store);
  const author = { actorId: plan.actorId, recordedAt: at };
  const people = plan.people.map(({ fullName, roles, title }) => ({ personId: ports.ids.next(), fullName, roles, title }));
  store.commit([
    bodyOf(store.identity, author, {
      id: ports.ids.next(),
      kind: 'agency.configured',
      dossierId: null,
      basedOn: null,
      occurredAt: at,
      payload: { config: plan.config as unknown as JsonObject },
    }),
    ...people.map((person) => personAdded(store.identity, author, ports.ids.next(), person)),
  ]);
  const pins = pinsOf(store, key, ports.clock);
  for (const [index, { pin }] of plan.people.entries()) await pins.set(people[index]?.personId ?? '', pin);
  return { store, key, recoveryCode };
}

/** The data key a recovery code gives back. Throws `recovery-code-mistyped`, `recovery-code-wrong`, `recovery-file-missing`. */
export function keyOfRecoveryCode(dataDir: string, recoveryCode: string): Uint8Array {
  return unwrapKey(readRecoveryFile(recoveryFile(dataDir)), recoveryCode);
}

export function folders(ports: Pick<AppPorts, 'dataDir' | 'logDir'>): { dataDir: string; logDir?: string } {
  return ports.logDir === undefined ? { dataDir: ports.dataDir } : { dataDir: ports.dataDir, logDir: ports.logDir };
}
