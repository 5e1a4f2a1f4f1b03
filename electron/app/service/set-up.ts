/** A new counter: its key, its store, its office and its first people. Nothing counts as set up before the key is kept. */
import type { SetUpInput } from '#shared/contract/office.ts';
import type { ActBody, JsonObject } from '#shared/journal/act.ts';
import { defaultOfficeConfig, type OfficeConfig } from '#shared/domain/office/config.ts';
import texts from '#shared/locales/set-up.vi.json' with { type: 'json' };
import { newDataKey } from '../../keys/key-file.ts';
import { newRecoveryCode } from '../../keys/recovery-code.ts';
import { writeFirstCode } from '../../keys/recovery-files.ts';
import { moveFile } from '../../store/move-file.ts';
import { createFolder } from '../../store/make-folder.ts';
import { createStore, storePaths } from '../../store/open-store.ts';
import type { Store, StoreIdentity } from '../../store/store.ts';
import type { AppPorts } from '../ports.ts';
import { type Author, bodyOf, momentOf } from './body.ts';
import { personAdded } from './people.ts';
import { pinHasher } from './pins.ts';

export type NewCounter = { readonly store: Store; readonly key: Uint8Array; readonly recoveryCode: string };

export type CounterPlan = Pick<SetUpInput, 'agencyCode' | 'counterNo' | 'people'> & {
  readonly replaces?: boolean;
  readonly config: OfficeConfig;
  readonly actorId: string;
};

/** The law's defaults; `upstreamName` is what offices call the tier above them until they say otherwise. */
export function newOfficeConfig(names: Pick<OfficeConfig, 'agencyName' | 'placeName'>): OfficeConfig {
  return defaultOfficeConfig({ ...names, upstreamName: texts.upstreamName });
}

/** The plan of the set-up wizard. */
export function planOf(input: SetUpInput): CounterPlan {
  const { agencyCode, counterNo, people, agencyName, placeName, replaces } = input;
  return { agencyCode, counterNo, people, replaces, config: newOfficeConfig({ agencyName, placeName }), actorId: 'setup' };
}

/**
 * Makes the counter and answers its recovery code, which is shown once and kept nowhere. What a person could be refused for is asked before anything is
 * made: `pin-too-weak`. Office, people and PINs become durable together.
 */
export async function setUpCounter(ports: AppPorts, plan: CounterPlan): Promise<NewCounter> {
  const key = newDataKey();
  const recoveryCode = newRecoveryCode();
  const author = { actorId: plan.actorId, recordedAt: ports.clock.now() };
  const people = plan.people.map(({ fullName, roles, title }) => ({ personId: ports.ids.next(), fullName, roles, title }));
  const credentials = await Promise.all(
    plan.people.map(({ pin }, index) => pinHasher(key).credential(people[index]?.personId ?? '', pin, author.recordedAt)),
  );
  await ports.keys.keep(key);
  createFolder(ports.dataDir);
  writeFirstCode(ports.dataDir, key, recoveryCode);
  const { agencyCode, counterNo, actorId } = plan;
  const store = createStore({
    ...folders(ports),
    key,
    agencyCode,
    counterNo,
    replaces: plan.replaces ?? false,
    deviceId: ports.ids.next(),
    actorId,
    at: author.recordedAt,
    newId: () => ports.ids.next(),
  });
  try {
    const bodies = [
      agencyConfigured(store.identity, author, ports.ids.next(), plan.config),
      ...people.map((person) => personAdded(store.identity, author, ports.ids.next(), person)),
    ];
    store.commit(bodies, () => {
      for (const credential of credentials) store.credentials.put(credential);
    });
    return { store, key, recoveryCode };
  } catch (error) {
    store.close();
    throw error;
  }
}

function agencyConfigured(identity: StoreIdentity, author: Author, id: string, config: OfficeConfig): ActBody {
  const payload = { config: config as unknown as JsonObject };
  return bodyOf(identity, author, {
    id,
    kind: 'agency.configured',
    dossierId: null,
    basedOn: null,
    occurredAt: momentOf(author),
    payload,
  });
}

/**
 * A set-up that was cut off between its first act and the others left a store nobody was told of: its files are put aside, so that it can be begun again.
 */
export function putUnfinishedAside(ports: Pick<AppPorts, 'dataDir' | 'logDir'>): void {
  const { store, log } = storePaths(folders(ports));
  for (const path of [log, store]) moveFile(path, `${path}.unfinished`);
}

export { keyOfRecoveryCode } from '../../keys/recovery-files.ts';

export function folders(ports: Pick<AppPorts, 'dataDir' | 'logDir'>): { dataDir: string; logDir?: string } {
  return ports.logDir === undefined ? { dataDir: ports.dataDir } : { dataDir: ports.dataDir, logDir: ports.logDir };
}
