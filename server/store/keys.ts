/** The server's own keys and settings: few rows, read at every use, so that a replaced key counts at once. */
import type { Certificate } from '#shared/sync/certificate.ts';
import type { Db, Tx } from './database.ts';

export type ServerKey = { readonly keyId: string; readonly publicKey: string; readonly privateKey: string };

export async function insertKey(
  db: Db | Tx,
  {
    role,
    publicKey,
    privateKey,
    certificate,
    createdAt,
  }: {
    readonly role: 'page' | 'pack' | 'age';
    readonly publicKey: string;
    readonly privateKey: string;
    readonly certificate: Certificate;
    readonly createdAt: Date;
  },
): Promise<void> {
  await db
    .insertInto('server_key')
    .values({
      key_id: certificate.statement.keyId,
      role,
      public_key: publicKey,
      private_key: privateKey,
      certificate: JSON.stringify(certificate),
      created_at: createdAt,
    })
    .execute();
}

/** The newest key of a role. Throws before `server init`. */
export async function getKey(db: Db | Tx, role: 'page' | 'pack' | 'age'): Promise<ServerKey> {
  const row = await db.selectFrom('server_key').selectAll().where('role', '=', role).orderBy('created_at', 'desc').executeTakeFirst();
  if (row === undefined) throw new Error(`No ${role} key: run server init`);
  return { keyId: row.key_id, publicKey: row.public_key, privateKey: row.private_key };
}

/** Of a role, newest first: a bundle may be encrypted for a key that was replaced since. */
export async function listPrivateKeys(db: Db | Tx, role: 'page' | 'pack' | 'age'): Promise<string[]> {
  const rows = await db.selectFrom('server_key').select('private_key').where('role', '=', role).orderBy('created_at', 'desc').execute();
  return rows.map((row) => row.private_key);
}

/** Every certificate ever given: pages signed by a retired key stay true. */
export async function listCertificates(db: Db | Tx): Promise<Certificate[]> {
  const rows = await db.selectFrom('server_key').select('certificate').orderBy('created_at').orderBy('role').execute();
  return rows.map(({ certificate }) => JSON.parse(certificate) as Certificate);
}

export type SettingName = 'rootPublicKey' | 'upstreamName' | 'serverDeviceId' | 'serverName';

export async function getSetting(db: Db | Tx, name: SettingName): Promise<string> {
  const value = await findSetting(db, name);
  if (value === undefined) throw new Error(`No ${name}: run server init`);
  return value;
}

export async function findSetting(db: Db | Tx, name: SettingName): Promise<string | undefined> {
  return (await db.selectFrom('setting').select('value').where('name', '=', name).executeTakeFirst())?.value;
}

export async function saveSetting(db: Db | Tx, name: SettingName, value: string): Promise<void> {
  await db
    .insertInto('setting')
    .values({ name, value })
    .onConflict((conflict) => conflict.column('name').doUpdateSet({ value }))
    .execute();
}
