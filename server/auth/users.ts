/** District people who may look at the pages: argon2id, a lock after five failures, sessions of eight hours. */
import { hash, verify } from '@node-rs/argon2';
import type { Ports } from '../ports.ts';
import { newSecret, sha256 } from './secrets.ts';

const MAX_FAILURES = 5;
const LOCK_MS = 15 * 60_000;
const SESSION_MS = 8 * 3_600_000;

type Needs = Pick<Ports, 'db' | 'clock'>;
export type WebSession = { readonly userName: string; readonly csrf: string };

/** Adds the person or gives them another password; their sessions end. */
export async function saveUser({ db, clock }: Needs, userName: string, password: string): Promise<void> {
  const passwordHash = await hash(password);
  await db.transaction().execute(async (tx) => {
    await tx
      .insertInto('web_user')
      .values({ user_name: userName, password_hash: passwordHash, created_at: clock(), locked_until: null })
      .onConflict((conflict) => conflict.column('user_name').doUpdateSet({ password_hash: passwordHash, failures: 0, locked_until: null }))
      .execute();
    await tx.deleteFrom('web_session').where('user_name', '=', userName).execute();
  });
}

/** A token for the cookie, or undefined: wrong, unknown and locked look alike, and take alike. */
export async function signIn({ db, clock }: Needs, userName: string, password: string): Promise<string | undefined> {
  const at = clock();
  const user = await db.selectFrom('web_user').selectAll().where('user_name', '=', userName).executeTakeFirst();
  const right = await verify(user?.password_hash ?? (await someHash()), password);
  if (user === undefined || (user.locked_until !== null && user.locked_until > at)) return undefined;
  if (!right) {
    const failures = user.failures + 1;
    await db
      .updateTable('web_user')
      .set(failures >= MAX_FAILURES ? { failures: 0, locked_until: new Date(at.getTime() + LOCK_MS) } : { failures })
      .where('user_name', '=', userName)
      .execute();
    return undefined;
  }
  const token = newSecret();
  await db.updateTable('web_user').set({ failures: 0, locked_until: null }).where('user_name', '=', userName).execute();
  await db.deleteFrom('web_session').where('expires_at', '<', at).execute();
  await db
    .insertInto('web_session')
    .values({ token_hash: sha256(token), user_name: userName, csrf: newSecret(), expires_at: new Date(at.getTime() + SESSION_MS) })
    .execute();
  return token;
}

export async function webSession({ db, clock }: Needs, token: string | undefined): Promise<WebSession | undefined> {
  if (token === undefined) return undefined;
  const row = await db
    .selectFrom('web_session')
    .selectAll()
    .where('token_hash', '=', sha256(token))
    .where('expires_at', '>', clock())
    .executeTakeFirst();
  return row === undefined ? undefined : { userName: row.user_name, csrf: row.csrf };
}

export async function signOut({ db }: Pick<Ports, 'db'>, token: string): Promise<void> {
  await db.deleteFrom('web_session').where('token_hash', '=', sha256(token)).execute();
}

/** Nobody's password. */
const someHash = (): Promise<string> => hash(newSecret());
