/** The operator's commands: flags in, one JSON answer out. */
import { randomBytes } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { agencyCodeStyle } from '#shared/domain/dossier/code.ts';
import { newEnrolment } from '../auth/enrolment.ts';
import { saveUser } from '../auth/users.ts';
import { exportBundle } from '../bundles/export.ts';
import { importBundle } from '../bundles/import.ts';
import { backUp, restore } from '../jobs/backup.ts';
import { exportAgency } from '../jobs/export.ts';
import { foldDossiers } from '../jobs/fold-dossiers.ts';
import type { Ports } from '../ports.ts';
import { beginEpoch, publishPack, replaceKey, SetUpFault } from '../set-up.ts';
import { addAgency, lockAgency, startReceiving } from '../store/agencies.ts';
import { writeAudit } from '../store/audit.ts';
import { awaitedCounters, listDevices, setDeviceState } from '../store/devices.ts';
import { currentEpoch, listEpochs } from '../store/epochs.ts';
import { getSetting } from '../store/keys.ts';
import { overview } from '../store/overview.ts';
import { init } from './init.ts';
import { packIn } from './pack.ts';
import type { Flags, Io } from './run.ts';

type Context = { readonly io: Io; readonly dataDir: string };
type Command = (ports: Ports, flags: Flags, context: Context) => Promise<object>;

export const commands: Readonly<Record<string, Command>> = {
  init: (ports, flags, { dataDir }) => init(ports, needed(flags, 'upstream'), flags['root-key'] ?? join(dataDir, 'root-key.pem')),

  'agency add': async (ports, flags) => {
    const agencyCode = needed(flags, 'code');
    if (agencyCodeStyle(agencyCode) === undefined) throw new SetUpFault('agency-code-invalid');
    const outcome = await addAgency(ports.db, agencyCode, needed(flags, 'name'), ports.clock());
    await audit(ports, 'agency add', { agencyCode });
    return { agencyCode, outcome };
  },

  enrol: async (ports, flags) => {
    const agencyCode = await knownAgency(ports, flags);
    const counterNo = counterIn(flags);
    const { code, expiresAt } = await newEnrolment(ports, agencyCode, counterNo);
    await audit(ports, 'enrol', { agencyCode, counterNo });
    return { agencyCode, counterNo, code, expiresAt: expiresAt.toISOString() };
  },

  'device list': async (ports, flags) => ({
    devices: (await listDevices(ports.db, flags.agency)).map((device) => ({
      agencyCode: device.agency_code,
      counterNo: device.counter_no,
      deviceId: device.device_id,
      state: device.state,
      enrolledAt: device.enrolled_at.toISOString(),
      lastSeenAt: device.last_seen_at?.toISOString() ?? null,
    })),
  }),
  'device revoke': (ports, flags) => changeDevice(ports, flags, 'revoked'),
  'device admit': (ports, flags) => changeDevice(ports, flags, 'admitted'),

  /** After a restore: goes on without counters that are gone, each by its id. */
  receive: async (ports, flags) => {
    const agencyCode = await knownAgency(ports, flags);
    const without = new Set(flags.without ?? []);
    await ports.db.transaction().execute(async (tx) => {
      await lockAgency(tx, agencyCode);
      const missing = await awaitedCounters(tx, agencyCode, await currentEpoch(tx));
      if (!missing.every(({ deviceId }) => without.has(deviceId))) throw new SetUpFault('counters-awaited');
      await startReceiving(tx, agencyCode);
    });
    await audit(ports, 'receive', { agencyCode, without: [...without] });
    return { agencyCode, receiving: true };
  },

  'user add': async (ports, flags, { io }) => {
    const userName = needed(flags, 'name');
    const typed = io.isTerminal ? '' : (await text(io.stdin)).trim();
    const password = typed === '' ? randomBytes(12).toString('base64url') : typed;
    if (password.length < 12) throw new SetUpFault('password-too-short');
    await saveUser(ports, userName, password);
    await audit(ports, 'user add', { userName });
    return typed === '' ? { userName, password } : { userName };
  },

  'key replace': async (ports, flags) => {
    const role = (['page', 'pack', 'age'] as const).find((one) => one === flags.role);
    if (role === undefined) throw new SetUpFault('role-invalid');
    const answer = await replaceKey(ports, role, await readFile(needed(flags, 'root-key'), 'utf8'));
    await audit(ports, 'key replace', { role });
    return { role, ...answer };
  },

  'pack publish': async (ports, flags) => {
    const statement = await publishPack(ports, await packIn(flags, needed));
    await audit(ports, 'pack publish', { name: statement.name, version: statement.version });
    return statement;
  },

  status: async (ports) => {
    await foldDossiers(ports);
    return {
      upstreamName: await getSetting(ports.db, 'upstreamName'),
      epoch: await currentEpoch(ports.db),
      epochs: await listEpochs(ports.db),
      agencies: await overview(ports.db),
    };
  },

  backup: (ports, flags, { dataDir }) => backUp(ports, flags.to ?? join(dataDir, 'backups')),
  restore: async (ports, flags) => {
    const answer = await restore(ports, needed(flags, 'from'));
    await audit(ports, 'restore', { epoch: answer.epoch });
    return answer;
  },
  /** After PostgreSQL was brought back by its own tools: without it the server would give places a second time. */
  'epoch begin': async (ports) => {
    const answer = await ports.db.transaction().execute((tx) => beginEpoch(tx, ports.clock()));
    await audit(ports, 'epoch begin', answer);
    return answer;
  },
  /** What a counter wrote for the server, on a stick. `refused` names the parts that were not taken. */
  'bundle import': async (ports, flags) => {
    const answer = await importBundle(ports, needed(flags, 'file'));
    await audit(ports, 'bundle import', answer);
    return answer;
  },
  /** The answer to carry back: to the counter named, or to the one whose bundle came last. */
  'bundle export': async (ports, flags) => {
    const agencyCode = await knownAgency(ports, flags);
    const answer = await exportBundle(ports, agencyCode, flags.counter === undefined ? undefined : counterIn(flags), needed(flags, 'to'));
    await audit(ports, 'bundle export', answer);
    return answer;
  },
  export: async (ports, flags) => ({ acts: await exportAgency(ports, await knownAgency(ports, flags), needed(flags, 'to')) }),
};

async function changeDevice(ports: Ports, flags: Flags, state: 'revoked' | 'admitted'): Promise<object> {
  const deviceId = needed(flags, 'device');
  if (!/^[0-9a-f-]{36}$/u.test(deviceId) || !(await setDeviceState(ports.db, deviceId, state, ports.clock())))
    throw new SetUpFault('device-unknown');
  await audit(ports, `device ${state}`, { deviceId });
  return { deviceId, state };
}

function counterIn(flags: Flags): number {
  const counterNo = Number(needed(flags, 'counter'));
  if (!Number.isInteger(counterNo) || counterNo < 1 || counterNo > 9) throw new SetUpFault('counter-invalid');
  return counterNo;
}

async function knownAgency({ db }: Ports, flags: Flags): Promise<string> {
  const agencyCode = needed(flags, 'agency');
  const row = await db.selectFrom('agency').select('agency_code').where('agency_code', '=', agencyCode).executeTakeFirst();
  if (row === undefined) throw new SetUpFault('agency-unknown');
  return agencyCode;
}

const audit = ({ db, clock }: Ports, what: string, detail: object): Promise<void> =>
  writeAudit(db, { at: clock(), who: 'cli', what, detail });

function needed(flags: Flags, name: Exclude<keyof Flags, 'without' | 'secure'>): string {
  const value = flags[name];
  if (value === undefined || value === '') throw new SetUpFault(`missing-${name}`);
  return value;
}
